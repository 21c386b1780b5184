from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.relations import Polarity
from codex_tools.base.scope import Scope
from codex_tools.model import Finding
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._references import quoted
from codex_tools.rules._samples import claim


class ContradictoryEdges(Rule):
    """One claim both supports and challenges another.

    ## Why it matters
    Whoever weighs the second claim counts the first for it and against it.

    ## What to do
    Decide, or split the claim into the part that supports and the part that challenges.
    """

    code = "ED005"
    valid = (
        Case(
            {
                "domains/a.md": claim(supports="[b]", challenges="[c]"),
                "domains/b.md": claim(),
                "domains/c.md": claim(challenged_by="[a]"),
            }
        ),
    )
    invalid = (
        Case(
            {
                "domains/a.md": claim(supports="[b]"),
                "domains/b.md": claim(challenged_by="[a]"),
            },
            ("domains/a.md:8:12",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each supporting edge between a pair of which the one challenges the other."""
        relations = scope.base.relations.with_polarity(Polarity.BACKS, Polarity.BACKED_BY)
        for found in scope.edges_among(relations):
            relation = scope.base.relations.by_name[found.link.relation]
            ends = found.source, found.target
            backing, backed = ends if relation.polarity is Polarity.BACKS else ends[::-1]
            if scope.base.edges.says(backing, Polarity.ATTACKS, backed):
                message = f"one claim supports and challenges the other: {quoted(found.link)}"
                hint = "keep the edge that holds, or split the claim"
                yield Finding(found.source, found.link.place, message, hint)
