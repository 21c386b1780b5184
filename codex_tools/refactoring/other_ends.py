"""An edge that stands at one of its ends → the entry that the other end lacks."""

from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.model import Append


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


def missing_ends(base: KnowledgeBase, path: str) -> Iterator[Append]:
    """Yield the entries that other notes lack for what the note at ``path`` names in relations that
    have to stand at both ends."""
    from codex_tools.refactoring.writing_style import append_reference, takes_entry

    for row in base.relations:
        for target in base.edges.targets(path, row.name) if row.inverse else ():
            answers = should_answer(base, path, target, row.name, row.inverse)
            if answers and takes_entry(base, target, row.inverse):
                yield append_reference(base, target, row.inverse, path)
