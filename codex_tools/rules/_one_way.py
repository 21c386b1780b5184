"""What the two rules about provenance in one direction share."""

from __future__ import annotations

from collections.abc import Iterator

from codex_tools.corpus import KnowledgeBase
from codex_tools.model import Append, Finding, Fix, ResolvedLink
from codex_tools.rules._references import applicability
from codex_tools.writing_style import style_of, write_reference


def one_way(base: KnowledgeBase, relation: str) -> Iterator[Finding]:
    """Yield each link of a provenance relation whose other end does not say it too."""
    inverse = base.relations.by_name[relation].inverse
    for path, targets in base.examined_edges(relation):
        for target, link in targets.items():
            if _should_answer(base, path, target, relation, inverse):
                yield _finding(base, link, inverse)


def _should_answer(
    base: KnowledgeBase, path: str, target: str, relation: str, inverse: str
) -> bool:
    note = base.notes.get(target)
    right_kind = note is not None and note.kind in base.relations.by_name[relation].target_kinds
    back = base.notes[path].kind in base.relations.by_name[inverse].target_kinds
    return right_kind and back and path not in base.targets(target, inverse)


def _finding(base: KnowledgeBase, link: ResolvedLink, inverse: str) -> Finding:
    path, target = link.source, link.target
    entry = write_reference(base, path, style_of(base, inverse, target))
    change = Append(target, inverse, entry)
    fix = Fix(f"add it to `{inverse}` there", (change,), applicability(link))
    message = f"{target} does not name this file in `{inverse}`"
    hint = f"`codex link --backfill` writes `{inverse}` there"
    return Finding(path, link.link.place, message, hint, fix)
