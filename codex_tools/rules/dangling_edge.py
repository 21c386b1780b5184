from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Link
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._references import dangling, is_edge, rests_on_all
from codex_tools.rules._samples import claim


class DanglingEdge(Rule):
    """An edge leads to nothing.

    ## Why it matters
    An argument that leans on a claim which is not there does not stand.

    ## What to do
    Write the name that the target has now. In `challenged_by`, `depends_on` and `sources` a text in
    words is prose and no dangling edge; so it is in a base of another model in any field that is
    called like a shipped relation, where most entries name nothing.
    """

    code = "RF007"
    subject = "dangling"
    valid = (
        Case({"domains/a.md": claim(supports="[b]"), "domains/b.md": claim()}),
        Case({"domains/a.md": claim(challenged_by="[The sample is small.]")}),
    )
    invalid = (
        Case({"domains/a.md": claim(supports="[b]")}, ("domains/a.md:8:12",)),
        Case(
            {
                "domains/a.md": claim(supports="['[[moon-puls-all-tides]]']"),
                "domains/moon-pulls-all-tides.md": claim(),
            },
            ("domains/a.md:8:12",),
            {"domains/a.md": claim(supports="['[[moon-pulls-all-tides]]']")},
        ),
        Case({"domains/a.md": claim(challenged_by="['[[b]]']")}, ("domains/a.md:8:17",)),
        Case(
            {"domains/a.md": claim(reweave_edges="['b|supports|2026-01-02']")},
            ("domains/a.md:8:17",),
        ),
    )

    def looks_at_all(self, base: KnowledgeBase) -> bool:
        """Tell whether a field or links are known by what is usual."""
        return rests_on_all(base)

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each entry of a relation field, provenance left out, that resolves to nothing."""

        def is_argument(link: Link) -> bool:
            row = scope.base.relations.by_name[link.relation] if is_edge(link) else None
            return row is not None and not (row.provenance or row.is_path)

        return dangling(scope, is_argument, "document")
