from __future__ import annotations

import re
from collections.abc import Iterator

from codex_tools.base.fields import Meaning
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import source

_NAME = r"(\d{4})-(\d{2})(?:-(\d{2}))?-.*"
_FIELD = r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?"


class MismatchedDate(Rule):
    """The date in a source's file name is not that of its front matter.

    ## Why it matters
    Files are sorted by the one and filtered by the other, and a citation by date finds only one
    of them.

    ## What to do
    Look at the original, then rename the file or correct `date`. `00` in a name says that the
    month or day is not known, and fits any. Off by default: in some bases the name has the day on
    which the piece was archived.
    """

    code = "SC013"
    subject = "sources"
    severity = Severity.INFO
    default = False
    valid = (
        Case({"inbox/archive/2025-06-01-tides.md": source()}),
        Case({"inbox/archive/2025-00-00-tides.md": source()}),
        Case({"inbox/archive/2025-06-01-tides.md": source(date="2025")}),
    )
    invalid = (
        Case(
            {"inbox/archive/2025-06-02-tides.md": source()},
            ("inbox/archive/2025-06-02-tides.md:6:7",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each source of which the two dates differ in a part that both of them give."""
        for note in scope.sources:
            given = scope.base.fields.get(note, Meaning.DATE)
            name = re.fullmatch(_NAME, note.name)
            field = re.fullmatch(_FIELD, given.text) if given else None
            if given and name is not None and field is not None:
                pairs = zip(name.groups(), field.groups(), strict=True)
                if any(one and two and "00" not in (one, two) and one != two for one, two in pairs):
                    stated = "-".join(part for part in name.groups() if part)
                    message = f"the file name says {stated}, `{given.name}` says {given.text}"
                    yield Finding(note.path, given.place, message)
