from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
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
        """Yield each supporting edge between a pair of which the first challenges the second."""
        for path, targets in scope.edges_of("supports"):
            for target, resolved in targets.items():
                if self._challenges(scope.base, path, target):
                    message = f"it supports and challenges the same claim: {quoted(resolved.link)}"
                    hint = "keep the edge that holds, or split the claim"
                    yield Finding(path, resolved.link.place, message, hint)

    @staticmethod
    def _challenges(base: KnowledgeBase, path: str, target: str) -> bool:
        forwards = target in base.edges.targets(path, "challenges")
        return forwards or path in base.edges.targets(target, "challenged_by")
