"""A graph → the shortest cycles of a relation that must not have any."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

import networkx

from codex_tools.graph.simple import simple_edges, simple_graph


class Cycle(NamedTuple):
    """A cycle: each node has ``relation`` to the next, and the last one to the first."""

    relation: str
    nodes: tuple[str, ...]


def shortest_cycles(
    graph: networkx.MultiDiGraph[str], relations: Iterable[str], most: int
) -> tuple[Cycle, ...]:
    """Return at most so many distinct shortest cycles of these relations, the shortest first."""
    found = (
        Cycle(name, nodes)
        for name in relations
        for nodes in _cycles_in(simple_graph(simple_edges(graph, {name})), most)
    )
    return tuple(sorted(found, key=lambda cycle: (len(cycle.nodes), cycle))[:most])


def _cycles_in(simple: networkx.DiGraph[str], most: int) -> list[tuple[str, ...]]:
    """Return distinct shortest cycles through the nodes that are on any.

    Listing all cycles can take exponential time; one shortest cycle for each node cannot.
    """
    cycles: set[tuple[str, ...]] = set()
    for component in networkx.strongly_connected_components(simple):
        longest = len(component)
        part: networkx.DiGraph[str] = networkx.DiGraph()
        part.add_edges_from(sorted(simple.subgraph(component).edges))
        for node in sorted(part):
            cycles.update(_cycle_through(part, node, longest))
            longest = _length_limit(cycles, longest, most)
    return sorted(cycles, key=_by_length)[:most]


def _cycle_through(
    part: networkx.DiGraph[str], node: str, longest: int
) -> Iterator[tuple[str, ...]]:
    """Yield a shortest cycle through a node, if one of at most ``longest`` nodes is there."""
    paths = networkx.single_source_shortest_path(part, node, longest - 1)
    closing = [paths[last] for last in part.predecessors(node) if last in paths]
    for nodes in sorted(closing, key=_by_length)[:1]:
        start = nodes.index(min(nodes))
        yield *nodes[start:], *nodes[:start]


def _length_limit(cycles: Collection[Sequence[str]], longest: int, most: int) -> int:
    """Return the length beyond which a further cycle would not be among the shortest."""
    lengths = sorted(map(len, cycles))
    return min(longest, lengths[most - 1]) if len(lengths) >= most else longest


def _by_length(nodes: Sequence[str]) -> tuple[int, Sequence[str]]:
    return len(nodes), nodes
