"""Notes and references → the nodes and edges of an argument, as they are declared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from codex_tools.argument.model import Edge, Node
from codex_tools.base.fields import Meaning as FieldMeaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.model import Note, ResolvedLink, Role
from codex_tools.weighing.documents import documents_of
from codex_tools.weighing.meanings import meanings


class StatedEdge(NamedTuple):
    """An edge of the argument with the reference that says it."""

    edge: Edge
    link: ResolvedLink


def stated_edges(base: KnowledgeBase) -> Iterator[StatedEdge]:
    """Yield what references say for the argument, those of journals too, from start to end."""
    known = meanings(base.relations)
    for link in base.edges.stated():
        if found := known.get(link.link.relation):
            start, end = link.source, link.target
            if found.inverse:
                start, end = end, start
            yield StatedEdge(Edge(start, end, found.meaning), link)


def declared_nodes(base: KnowledgeBase) -> Iterator[Node]:
    """Yield the claims, the sources, and the conclusions that are drawn from them.

    A conclusion is a note of another kind, such as a belief, that takes part in the argument.
    """
    documents = documents_of(base)
    for note in base.of_role(Role.SOURCE):
        yield _node(base, note)._replace(document=documents[note.path])
    for note in base.of_role(Role.CLAIM):
        yield _node(base, note)
    for path in _conclusions(base):
        yield _node(base, base.notes[path])._replace(conclusion=True)


def _conclusions(base: KnowledgeBase) -> list[str]:
    """Return the other notes that lean on something, back it or challenge it."""
    notes = base.notes
    between = (each for each in stated_edges(base) if not _is_provenance(base, each.link))
    ends = {end for each in between for end in (each.edge.start, each.edge.end)}
    return sorted(path for path in ends if path in notes and notes[path].role is Role.NONE)


def _is_provenance(base: KnowledgeBase, link: ResolvedLink) -> bool:
    return bool(base.relations.by_name[link.link.relation].provenance)


def _node(base: KnowledgeBase, note: Note) -> Node:
    confidence = base.fields.get(note, FieldMeaning.CONFIDENCE)
    value = confidence.value if confidence else None
    return Node(
        note.path,
        rank=base.scale.rank(value),
        weight=base.argumentation.weight(base.scale, value),
        retired=is_retired(base, note),
    )


def is_retired(base: KnowledgeBase, note: Note) -> bool:
    """Tell whether the status of a note takes it out of the argument."""
    return retired_status(base, note) != ""


def retired_status(base: KnowledgeBase, note: Note) -> str:
    """Return the status of a retired note as it stands in the file; empty for others."""
    status = base.fields.text(note, FieldMeaning.STATUS)
    return status if status.casefold() in base.argumentation.retired else ""
