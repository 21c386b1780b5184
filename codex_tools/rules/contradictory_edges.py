from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.relations import Polarity
from codex_tools.base.scope import Scope
from codex_tools.model import Finding
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._references import field_of, quoted
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
            attack = scope.base.edges.saying(backing, Polarity.ATTACKS, backed)
            if attack is not None:
                where = "" if attack.source == found.source else f" in {attack.source}"
                both = f"{field_of(found.link)} and {field_of(attack.link)}{where}"
                message = f"{both} contradict each other: {quoted(found.link)}"
                hint = "keep the edge that holds, or split the claim"
                yield Finding(found.source, found.link.place, message, hint)
