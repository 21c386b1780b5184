from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim

MOST = 200


class OverlongName(Rule):
    """A file name is nearly as long as file systems allow.

    ## Why it matters
    Most allow 255 bytes, encrypted ones 143, and Windows 260 letters for the whole path. Copies,
    temporary files and checkouts put more to it, and then fail.

    ## What to do
    Shorten the name and keep the full sentence as the heading; `title` may hold it too.
    """

    code = "TI004"
    severity = Severity.INFO
    valid = (Case({f"domains/{'a' * (MOST - 3)}.md": claim()}),)
    invalid = (Case({f"domains/{'é' * 100}.md": claim()}, (f"domains/{'é' * 100}.md:1:1",)),)

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each file whose name has more than ``MOST`` bytes."""
        for note in scope.examined():
            name = note.path.rpartition("/")[2]
            length = len(name.encode("utf-8", "surrogateescape"))
            if length > MOST:
                message = f"the file name has {length} bytes, which is more than {MOST}"
                yield Finding(note.path, None, message)
