"""What the rules about edges in one direction share."""

from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.relations import Provenance
from codex_tools.base.scope import Scope
from codex_tools.model import Applicability, Finding, Fix, ResolvedLink
from codex_tools.refactoring.other_ends import should_answer


def one_way(scope: Scope, direction: Provenance) -> Iterator[Finding]:
    """Yield each link of a direction of provenance whose other end could answer and does not."""
    for row in scope.base.relations.with_provenance(direction):
        for path, targets in scope.edges_of(row.name) if row.inverse else ():
            for target, link in targets.items():
                if should_answer(scope.base, path, target, row.name, row.inverse):
                    yield from _finding(scope.base, link, row.inverse)


def _finding(base: KnowledgeBase, link: ResolvedLink, inverse: str) -> Iterator[Finding]:
    from codex_tools.refactoring.writing_style import append_reference, takes_entry

    path, target = link.source, link.target
    if not takes_entry(base, target, inverse):
        return
    change = append_reference(base, target, inverse, path)
    fix = Fix(f"add it to `{inverse}` there", (change,), Applicability.SAFE)
    message = f"{target} does not name this file in `{inverse}`"
    hint = f"`codex link --backfill` writes `{inverse}` there"
    yield Finding(path, link.link.place, message, hint, fix)
