"""Relations and references → what they say in an argument."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from codex_tools.argument.edges import Edge, Meaning
from codex_tools.base.edges import Edges
from codex_tools.base.relations import Polarity, RelationTable, RelationType
from codex_tools.model import ResolvedLink


class EdgeMeaning(NamedTuple):
    """What an edge means, and whether that runs from its target to its source."""

    meaning: Meaning
    inverse: bool = False


_BY_POLARITY: Mapping[Polarity, EdgeMeaning] = {
    Polarity.LEANS_ON: EdgeMeaning(Meaning.LEANS_ON),
    Polarity.BACKS: EdgeMeaning(Meaning.BACKS),
    Polarity.BACKED_BY: EdgeMeaning(Meaning.BACKS, inverse=True),
    Polarity.ATTACKS: EdgeMeaning(Meaning.ATTACKS),
    Polarity.ATTACKED_BY: EdgeMeaning(Meaning.ATTACKS, inverse=True),
}


def meaning_of(relation: RelationType) -> EdgeMeaning | None:
    """Return what the edges of a relation mean; ``None`` for those that mean nothing."""
    return _BY_POLARITY.get(relation.bearing)


def meanings(relations: RelationTable) -> dict[str, EdgeMeaning]:
    """Return what edges mean by the names of their relations, those that mean nothing left out."""
    found = {relation.name: meaning_of(relation) for relation in relations}
    return {name: meaning for name, meaning in found.items() if meaning is not None}


class StatedEdge(NamedTuple):
    """An edge of the argument with the reference that says it."""

    edge: Edge
    link: ResolvedLink


def stated_edges(edges: Edges, relations: RelationTable) -> Iterator[StatedEdge]:
    """Yield what references say for the argument, those of journals too, from start to end."""
    known = meanings(relations)
    for link in edges.stated():
        if found := known.get(link.link.relation):
            start, end = link.source, link.target
            if found.inverse:
                start, end = end, start
            yield StatedEdge(Edge(start, end, found.meaning), link)
