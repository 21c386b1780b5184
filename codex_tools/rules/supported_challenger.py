from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.relations import Polarity
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._references import quoted
from codex_tools.rules._samples import claim


class SupportedChallenger(Rule):
    """A claim supports another one that challenges it.

    ## Why it matters
    If the second claim stands, it speaks against the first, which holds it up. Often one of the two
    fields names the wrong claim, or the two belong together without any support.

    ## What to do
    Keep the edge that holds. Say `related` where the two only belong together.
    """

    code = "AG005"
    severity = Severity.WARNING
    valid = (
        Case(
            {
                "domains/a.md": claim(supports="[b]"),
                "domains/b.md": claim(supports="[c]"),
                "domains/c.md": claim(challenges="[a]"),
            }
        ),
        Case(
            {
                "domains/a.md": claim(supports="[b]", challenges="[b]"),
                "domains/b.md": claim(challenged_by="[a]"),
            }
        ),
    )
    invalid = (
        Case(
            {
                "domains/a.md": claim(supports="[b]"),
                "domains/b.md": claim(challenges="[a]"),
            },
            ("domains/a.md:8:12",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each supporting edge to a claim that challenges the one that supports it."""
        relations = scope.base.relations.with_polarity(Polarity.BACKS, Polarity.BACKED_BY)
        for found in scope.edges_among(relations):
            relation = scope.base.relations.by_name[found.link.relation]
            ends = found.source, found.target
            backing, backed = ends if relation.polarity is Polarity.BACKS else ends[::-1]
            if backing != backed and scope.base.edges.saying(backed, Polarity.ATTACKS, backing):
                link = quoted(found.link)
                message = f"one of the two claims backs the other, which attacks it: {link}"
                hint = "keep the edge that holds"
                yield Finding(found.source, found.link.place, message, hint)
