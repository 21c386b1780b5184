from __future__ import annotations

import re
from collections.abc import Iterator

from codex_tools.corpus import KnowledgeBase
from codex_tools.model import Finding, Severity
from codex_tools.rule import Case, Rule
from codex_tools.rules._samples import claim

_FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


class UnportableName(Rule):
    """A file has a name that some systems cannot hold, or cannot tell from another.

    ## Why it matters
    Windows refuses `: ? * " < > |` and a few names such as `con`; on Windows and macOS two names
    that differ in case are one file. A checkout there fails or loses one of the two.

    ## What to do
    Rename the file. Square brackets, `#` and `^` are reported too, because no wikilink can name
    a file that has them.
    """

    code = "TI005"
    severity = Severity.WARNING
    valid = (Case({"domains/Tides, as of 2026 (draft).md": claim()}),)
    invalid = (
        Case({"domains/why tides?.md": claim()}, ("domains/why tides?.md:1:1",)),
        Case({"domains/tides #2.md": claim()}, ("domains/tides #2.md:1:1",)),
        Case(
            {"domains/Tides.md": claim(), "domains/tides.md": claim()},
            ("domains/tides.md:1:1",),
        ),
    )

    def check(self, base: KnowledgeBase) -> Iterator[Finding]:
        """Yield each path that is not the same everywhere."""
        seen: dict[str, str] = {}
        for path in base.notes:
            first = seen.setdefault(path.casefold(), path)
            if first != path:
                yield Finding(path, None, f"the name differs from {first} in case only")
            elif trouble := _trouble(path):
                yield Finding(path, None, trouble)


def _trouble(path: str) -> str:
    found = _FORBIDDEN.search(path)
    if found is not None:
        return f"the name has {found.group()!r} in it, which Windows refuses"
    if any(_RESERVED.fullmatch(part) or part[-1:] in ". " for part in path.split("/")):
        return "Windows refuses the name"
    linked = re.search(r"[\[\]#^]", path.rpartition("/")[2])
    return f"no wikilink can name a file with `{linked.group()}` in its name" if linked else ""
