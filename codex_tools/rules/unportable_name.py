from __future__ import annotations

import re
from collections.abc import Iterator

from codex_tools.corpus import KnowledgeBase
from codex_tools.model import Finding, Severity
from codex_tools.rule import Case, Rule
from codex_tools.rules._samples import claim

_TROUBLE = re.compile(
    r"""(?P<refused>[<>:"\\|?*\x00-\x1f])"""
    r"|(?P<reserved>(?<![^/])(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?![^./])|[. ](?![^/]))"
    r"|(?P<unlinkable>[\[\]#^])(?=[^/]*$)",
    re.IGNORECASE,
)


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
    valid = (Case({"domains/Tides, as of 2026 v1.5 (con).md": claim()}),)
    invalid = (
        Case({"domains/why tides?.md": claim()}, ("domains/why tides?.md:1:1",)),
        Case({"domains/tides #2.md": claim()}, ("domains/tides #2.md:1:1",)),
        Case({"domains/Aux.md": claim()}, ("domains/Aux.md:1:1",)),
        Case({"domains/etc./a.md": claim()}, ("domains/etc./a.md:1:1",)),
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
    found = _TROUBLE.search(path)
    if found is None:
        return ""
    if found["refused"]:
        return f"the name has {found['refused']!r} in it, which Windows refuses"
    if found["reserved"]:
        return "Windows refuses the name"
    return f"no wikilink can name a file with `{found['unlinkable']}` in its name"
