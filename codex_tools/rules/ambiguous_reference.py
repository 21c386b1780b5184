from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._references import ambiguous, is_edge
from codex_tools.rules._samples import claim, source


class AmbiguousReference(Rule):
    """An entry of a relation field names several files.

    ## Why it matters
    Nobody can tell which of them is meant, so that the edge is left out of the graph.

    ## What to do
    Write the path of the one that is meant. The fix takes the one in the same folder, which is a
    guess.
    """

    code = "RF009"
    subject = "ambiguous"
    severity = Severity.WARNING
    valid = (
        Case(
            {
                "domains/a.md": claim(supports="[m]"),
                "domains/m.md": claim(),
                "inbox/archive/m.md": source(),
            }
        ),
    )
    invalid = (
        Case(
            {
                "domains/a.md": claim(supports="[m]"),
                "domains/x/m.md": claim(),
                "domains/y/m.md": claim(),
            },
            ("domains/a.md:8:12",),
        ),
        Case(
            {
                "domains/x/a.md": claim(supports="['[[m]]']"),
                "domains/x/m.md": claim(),
                "domains/y/m.md": claim(),
            },
            ("domains/x/a.md:8:12",),
            {"domains/x/a.md": claim(supports="['[[domains/x/m]]']")},
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each entry that several files of the right kinds answer to."""
        return ambiguous(scope, is_edge)
