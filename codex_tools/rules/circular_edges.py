from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import stem
from codex_tools.base.scope import Scope
from codex_tools.model import Finding
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._circles import circles
from codex_tools.rules._samples import claim


class CircularEdges(Rule):
    """Claims lean on each other in a circle.

    ## Why it matters
    A supports B and B supports A: each looks supported, and nothing outside holds either of them.

    ## What to do
    Take out the edge that carries least, or say `related` instead.
    """

    code = "ED007"
    valid = (
        Case(
            {
                "domains/a.md": claim(supports="[b]"),
                "domains/b.md": claim(supports="[c]"),
                "domains/c.md": claim(),
            }
        ),
    )
    invalid = (
        Case(
            {
                "domains/a.md": claim(supports="[b]"),
                "domains/b.md": claim(supports="[a]"),
            },
            ("domains/a.md:8:12",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield one finding for each circle of a relation that must not lead in one."""
        for relation in scope.base.relations:
            if relation.acyclic:
                for circle in circles(scope.base.edges.of(relation.name)):
                    yield self._finding(scope.base, relation.name, circle)

    @staticmethod
    def _finding(base: KnowledgeBase, relation: str, circle: list[str]) -> Finding:
        first = base.edges.targets(circle[0], relation)[circle[1]]
        way = " → ".join(stem(path) for path in circle)
        message = f"`{relation}` leads in a circle: {way}"
        return Finding(circle[0], first.link.place, message, "take out the edge that carries least")
