from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.relations import JOURNAL_FIELD
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, ResolvedLink, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._references import field_of, is_edge, quoted
from codex_tools.rules._samples import claim


class EdgeWithoutJournal(Rule):
    """An edge between claims has no date in the journal that its file keeps.

    ## Why it matters
    The journal tells which edges are new since the last review. An edge that is not in it was
    there from the beginning, or was added without a word.

    ## What to do
    Add `target|relation|YYYY-MM-DD` to `reweave_edges` with the day the edge was added. Off by
    default: edges that a claim was written with need no date.
    """

    code = "ED008"
    severity = Severity.INFO
    default = False
    valid = (
        Case({"domains/a.md": claim(supports="[b]"), "domains/b.md": claim()}),
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
                "domains/a.md": claim(supports="[b, c]", reweave_edges="['b|supports|2026-02-03']"),
                "domains/b.md": claim(),
                "domains/c.md": claim(),
            },
            ("domains/a.md:8:15",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each edge of a file with a journal that the journal does not have."""
        edges = [each for each in scope.references if is_edge(each.link)]
        dated = {_ends(each) for each in edges if each.link.journal}
        for each in edges:
            link = each.link
            if not link.journal and _ends(each) not in dated and _needs_date(scope.base, each):
                message = f"{field_of(link)} has an edge without a date: {quoted(link)}"
                yield Finding(each.source, link.place, message)


def _ends(edge: ResolvedLink) -> tuple[str, str, str]:
    return edge.source, edge.link.relation, edge.target


def _needs_date(base: KnowledgeBase, edge: ResolvedLink) -> bool:
    """Tell whether an edge stands between claims, in a file that keeps a journal."""
    if base.relations.by_name[edge.link.relation].provenance:
        return False
    return bool(base.notes[edge.source].document.fields.get(JOURNAL_FIELD))
