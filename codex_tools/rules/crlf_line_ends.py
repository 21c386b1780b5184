from __future__ import annotations

from codex_tools.model import Severity
from codex_tools.rules._base import Case, ProblemRule


class CrlfLineEnds(ProblemRule):
    """The lines of a file end with CRLF.

    ## Why it matters
    It is allowed and kept as it is. But where a base mixes both, every other editor shows a file
    as changed from top to bottom.

    ## What to do
    Nothing, or let git convert line ends with `* text=auto` in `.gitattributes`.
    """

    code = "IO004"
    severity = Severity.INFO
    valid = (Case({"domains/a.md": "---\ntype: map\n---\n"}),)
    invalid = (Case({"domains/a.md": "---\r\ntype: map\r\n---\r\n"}, ("domains/a.md:1:4",)),)
