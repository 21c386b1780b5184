"""Notes → the nodes of an argument, as they are declared."""

from __future__ import annotations

from collections.abc import Iterator

from codex_tools.argument.model import Node
from codex_tools.base.fields import Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.model import Note, ResolvedLink, Role
from codex_tools.weighing.documents import documents_of
from codex_tools.weighing.edges import stated_edges
from codex_tools.weighing.materials import materials_of
from codex_tools.weighing.status import is_retired


def declared_nodes(base: KnowledgeBase) -> Iterator[Node]:
    """Yield the claims, the sources, and the conclusions that are drawn from them.

    A conclusion is a note of another kind, such as a belief, that takes part in the argument.
    """
    documents = documents_of(base)
    for note in base.of_role(Role.SOURCE):
        yield _node(base, note)._replace(document=documents[note.path])
    for note in base.of_role(Role.CLAIM):
        yield _node(base, note)
    materials = materials_of(base)
    for path in sorted(materials.inside):
        yield _node(base, base.notes[path])._replace(document=path)
    for resource in sorted({resource for _, resource in materials.outside}):
        yield Node(resource, document=resource)
    for path in _conclusions(base):
        yield _node(base, base.notes[path])._replace(conclusion=True)


def _conclusions(base: KnowledgeBase) -> list[str]:
    """Return the other notes that lean on something, back it or challenge it.

    In bundles of the Open Knowledge Format those that derive from something are among them.
    """
    between = (
        each
        for each in stated_edges(base.edges, base.relations)
        if not _is_provenance(base, each.link)
    )
    ends = {end for each in between for end in (each.edge.start, each.edge.end)}
    notes, materials = base.notes, materials_of(base)
    ends = (ends | materials.derived) - materials.inside
    return sorted(path for path in ends if path in notes and notes[path].role is Role.NONE)


def _is_provenance(base: KnowledgeBase, link: ResolvedLink) -> bool:
    return bool(base.relations.by_name[link.link.relation].provenance)


def _node(base: KnowledgeBase, note: Note) -> Node:
    confidence = base.fields.get(note, Meaning.CONFIDENCE)
    value = confidence.value if confidence else None
    return Node(
        note.path,
        rank=base.scale.rank(value),
        weight=base.argumentation.weight(base.scale, value),
        retired=is_retired(base, note),
    )
