"""The nodes and edges of a graph in an order that does not depend on how it was built."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import chain
from operator import itemgetter, methodcaller
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from networkx import MultiDiGraph

Attributes = Mapping[str, object]
Edge = tuple[str, str, Hashable, Attributes]


def sorted_nodes(graph: MultiDiGraph[str]) -> list[tuple[str, Attributes]]:
    """Return each node with its attributes, sorted by name."""
    return sorted(graph.nodes.items(), key=itemgetter(0))


def sorted_edges(graph: MultiDiGraph[str]) -> Iterator[Edge]:
    """Yield (source, target, key, attributes) sorted by source, target, relation, origin and date.

    Parallel edges that agree in all of these follow their other attributes, then their keys.
    """
    for source, neighbours in sorted(graph.adjacency(), key=itemgetter(0)):
        for target in sorted(neighbours):
            parallel = neighbours[target]
            if len(parallel) > 1:
                parallel = dict(sorted(parallel.items(), key=_rank))
            for key, attributes in parallel.items():
                yield source, target, key, attributes


def records(graph: MultiDiGraph[str]) -> tuple[Iterable[Attributes], Iterable[Attributes]]:
    """Return the attributes of all nodes and those of all edges, in no order, to be read once."""
    parallel = chain.from_iterable(map(_values, (near for _, near in graph.adjacency())))
    return graph.nodes.values(), chain.from_iterable(map(_values, parallel))


_values = methodcaller("values")


def _rank(item: tuple[Hashable, Attributes]) -> tuple[str, ...]:
    key, attributes = item
    first = [str(attributes.get(name, "")) for name in ("relation", "origin", "date")]
    return *first, repr(sorted(attributes.items())), str(key)
