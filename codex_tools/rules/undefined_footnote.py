from __future__ import annotations

from codex_tools.model import Severity
from codex_tools.rules._base import Case, ProblemRule
from codex_tools.rules._samples import claim


class UndefinedFootnote(ProblemRule):
    """A footnote is referred to that is not there.

    ## Why it matters
    The reader sees `[^1]` in the text and looks in vain for what it says, which is often the
    evidence.

    ## What to do
    Write the footnote on a line of its own, `[^1]: text`, or correct its label. What stands in
    code and in comments does not count, and case makes no difference.
    """

    code = "RF014"
    severity = Severity.WARNING
    valid = (
        Case({"domains/a.md": claim("Tides turn.[^1]\n\n[^1]: They do.\n")}),
        Case({"domains/a.md": claim("The class [^a-z] and `[^1]`, and ^[a note] in the line.\n")}),
    )
    invalid = (
        Case({"domains/a.md": claim("Tides turn.[^1]\n")}, ("domains/a.md:9:12",)),
        Case(
            {"domains/a.md": claim("Tides[^1] turn.[^2]\n\n[^1]: They do.\n")},
            ("domains/a.md:9:16",),
        ),
    )
