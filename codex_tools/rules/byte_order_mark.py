from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Fix, Replace, Severity, Span
from codex_tools.rules._base import Case, ProblemRule


class ByteOrderMark(ProblemRule):
    """A file begins with a byte order mark.

    ## Why it matters
    It is invisible, UTF-8 needs none, and many tools take it for the first letter of the file and
    then do not see the front matter.

    ## What to do
    Save the file as UTF-8 without a byte order mark.
    """

    code = "IO003"
    severity = Severity.INFO
    valid = (Case({"domains/a.md": "---\ntype: map\n---\n"}),)
    invalid = (
        Case(
            {"domains/a.md": "\ufeff---\ntype: map\n---\n"},
            ("domains/a.md:1:1",),
            {"domains/a.md": "---\ntype: map\n---\n"},
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each file that begins with the three bytes of the mark."""
        for found in super().check(scope):
            change = Replace(found.path, Span(0, 3), "")
            fix = Fix("take the byte order mark away", (change,))
            yield Finding(found.path, found.place, found.message, found.hint, fix)
