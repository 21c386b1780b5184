from __future__ import annotations

from codex_tools.model import Severity
from codex_tools.rules._base import Case, ProblemRule
from codex_tools.rules._samples import claim


class MalformedSuppression(ProblemRule):
    """A comment that is to silence findings is not written as one.

    ## Why it matters
    It silences nothing, or would silence everything where one code was meant.

    ## What to do
    Write the codes in brackets right behind the word, and the reason after them:
    `codex: ignore[RF001] still to be written`, or `codex: ignore-file[RF001]` for the whole file.
    """

    code = "SU002"
    severity = Severity.WARNING
    valid = (
        Case({"domains/a.md": claim("[[gone]] <!-- codex: ignore[RF001] why -->\n")}),
        Case({"domains/a.md": claim("[[gone]] <!-- codex: ignore -->\n")}),
        Case({"domains/a.md": claim("`<!-- codex: ignored -->` shows how not to.\n")}),
        Case({"domains/a.md": claim(summary="'how to # codex: ignored'")}),
    )
    invalid = (
        Case(
            {"domains/a.md": claim("Text. <!-- codex: ignore [RF001] -->\n")},
            ("domains/a.md:9:7",),
        ),
        Case(
            {"domains/a.md": claim("Text. <!-- codex: ignore RF001 -->\n")},
            ("domains/a.md:9:7",),
        ),
        Case(
            {"domains/a.md": claim("Text. <!-- codex: ignore-next-line[RF001] -->\n")},
            ("domains/a.md:9:7",),
        ),
        Case({"domains/a.md": claim(summary="x # codex: ignore[]")}, ("domains/a.md:8:12",)),
    )
