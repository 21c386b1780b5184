from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.relations import JOURNAL_FIELD
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Fix, ResolvedLink
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._references import quoted
from codex_tools.rules._samples import claim


class ReweaveWithoutField(Rule):
    """A dated edge of `reweave_edges` is missing from the field of its relation.

    ## Why it matters
    The journal says when an edge was added; the field says that it stands. A reader of the field
    alone does not see this edge.

    ## What to do
    Add the target to the field that the entry names.
    """

    code = "ED002"
    fields = (JOURNAL_FIELD,)
    valid = (
        Case(
            {
                "domains/a.md": claim(supports="[b]", reweave_edges="['b|supports|2026-02-03']"),
                "domains/b.md": claim(),
            }
        ),
    )
    invalid = (
        Case(
            {
                "domains/a.md": claim(reweave_edges="['b|supports|2026-02-03']"),
                "domains/b.md": claim(),
            },
            ("domains/a.md:8:17",),
            {"domains/a.md": claim(reweave_edges="['b|supports|2026-02-03']", supports="\n  - b")},
        ),
        Case(
            {
                "domains/a.md": claim(related_to="[c]", reweave_edges="['b|related|2026-02-03']"),
                "domains/b.md": claim(),
                "domains/c.md": claim(),
            },
            ("domains/a.md:9:17",),
            {"domains/a.md": claim(related_to="[c, b]", reweave_edges="['b|related|2026-02-03']")},
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each journal entry whose edge does not stand in the field of its relation."""
        for resolved in scope.references:
            link = resolved.link
            if link.journal and _lacks(scope.base, resolved):
                message = f"`{link.relation}` lacks this edge: {quoted(link)}"
                hint = f"add it to `{link.relation}`"
                yield Finding(
                    resolved.source, link.place, message, hint, _fix(scope.base, resolved, hint)
                )


def _fix(base: KnowledgeBase, dated: ResolvedLink, words: str) -> Fix:
    from codex_tools.refactoring.writing_style import append_reference

    return Fix(words, (append_reference(base, dated.source, dated.link.relation, dated.target),))


def _lacks(base: KnowledgeBase, dated: ResolvedLink) -> bool:
    """Tell whether the field of a dated edge's relation does not name its target."""
    return dated.target not in base.edges.targets(dated.source, dated.link.relation)
