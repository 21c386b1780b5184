"""What the rules about edges in one direction share."""

from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.relations import Provenance
from codex_tools.base.scope import Scope
from codex_tools.model import Applicability, Finding, Fix, ResolvedLink
from codex_tools.refactoring.writing_style import append_reference, takes_entry


def one_way(scope: Scope, direction: Provenance) -> Iterator[Finding]:
    """Yield each link of a direction of provenance whose other end could answer and does not."""
    for row in scope.base.relations.with_provenance(direction):
        for path, targets in scope.edges_of(row.name) if row.inverse else ():
            for target, link in targets.items():
                answers = should_answer(scope.base, path, target, row.name, row.inverse)
                if answers and takes_entry(scope.base, target, row.inverse):
                    yield _finding(scope.base, link, row.inverse)


def should_answer(base: KnowledgeBase, path: str, target: str, relation: str, inverse: str) -> bool:
    """Tell whether an edge is right, and does not stand at its other end."""
    if path == target:
        return False
    note = base.notes.get(target)
    kinds, back = base.relations.kinds(relation), base.relations.kinds(inverse)
    right = note is not None and (not kinds or note.kind in kinds)
    right_back = not back or base.notes[path].kind in back
    if not (right and right_back) or path in base.edges.targets(target, inverse):
        return False
    return path not in base.edges.meant(target, inverse)


def _finding(base: KnowledgeBase, link: ResolvedLink, inverse: str) -> Finding:
    path, target = link.source, link.target
    change = append_reference(base, target, inverse, path)
    fix = Fix(f"add it to `{inverse}` there", (change,), Applicability.SAFE)
    message = f"{target} does not name this file in `{inverse}`"
    hint = f"`codex link --backfill` writes `{inverse}` there"
    return Finding(path, link.link.place, message, hint, fix)
