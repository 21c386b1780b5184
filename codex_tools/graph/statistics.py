"""The graph of a knowledge base → its figures: counts, gaps, cycles and rankings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import networkx

from codex_tools.base.relations import SHIPPED, Polarity, RelationTable
from codex_tools.graph.cycles import Cycle, shortest_cycles
from codex_tools.graph.simple import simple_edges, simple_graph
from codex_tools.model import Role

TOP = 10
"""How many cycles, and how many nodes of a ranking, are given."""


class Ranked(NamedTuple):
    """A node and how many others name it."""

    node: str
    named: int


@dataclass(frozen=True, slots=True)
class GraphStatistics:
    """The figures of a graph; nodes are named by their paths, and every tuple is sorted.

    ``edges_by_relation`` maps a relation to the number of its edges of each origin.
    ``support_chain`` is a longest chain of notes that back each other, sources left out; ``None``
    where they do so in a circle.
    ``cycles`` holds shortest cycles of the relations that must not have any, the shortest first.
    ``contradictions`` are pairs of which one both backs and attacks the other.
    """

    nodes_by_kind: Mapping[str, int]
    edges_by_relation: Mapping[str, Mapping[str, int]]
    connected_claims: int
    connected_sources: int
    orphans: tuple[str, ...]
    components: int
    largest_component: int
    support_chain: tuple[str, ...] | None
    cycles: tuple[Cycle, ...]
    most_cited: tuple[Ranked, ...]
    most_supported: tuple[Ranked, ...]
    contradictions: tuple[tuple[str, str], ...]

    @property
    def nodes(self) -> int:
        """The number of nodes."""
        return sum(self.nodes_by_kind.values())

    @property
    def edges(self) -> int:
        """The number of edges, parallel ones counted each."""
        return sum(sum(origins.values()) for origins in self.edges_by_relation.values())


def graph_statistics(
    graph: networkx.MultiDiGraph[str], relations: RelationTable = SHIPPED
) -> GraphStatistics:
    """Return the figures of ``graph``, which is as :mod:`codex_tools.graph.build` builds it.

    ``relations`` are those of the knowledge base.
    """
    cited = set(_provenance(graph, relations))
    components = [len(found) for found in networkx.weakly_connected_components(graph)]
    supports = _argued(graph, relations, Polarity.BACKS)
    return GraphStatistics(
        nodes_by_kind=_count(str(node.get("kind") or "") for node in graph.nodes.values()),
        edges_by_relation=_edges_by_relation(graph),
        connected_claims=len({claim for claim, _ in cited}),
        connected_sources=len({source for _, source in cited}),
        orphans=tuple(sorted(networkx.isolates(graph))),
        components=len(components),
        largest_component=max(components, default=0),
        support_chain=_longest_chain(supports),
        cycles=shortest_cycles(graph, [row.name for row in relations if row.acyclic], TOP),
        most_cited=_most_named(source for _, source in cited),
        most_supported=_most_named(target for source, target in supports.edges if source != target),
        contradictions=_contradictions(supports, _argued(graph, relations, Polarity.ATTACKS)),
    )


def _count(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _edges_by_relation(graph: networkx.MultiDiGraph[str]) -> dict[str, dict[str, int]]:
    origins: dict[str, list[str]] = {}
    for _, _, edge in graph.edges(data=True):
        origins.setdefault(str(edge.get("relation", "")), []).append(str(edge.get("origin", "")))
    return {relation: _count(found) for relation, found in sorted(origins.items())}


def _provenance(
    graph: networkx.MultiDiGraph[str], relations: RelationTable
) -> Iterator[tuple[str, str]]:
    """Yield (claim, source) for each provenance edge, at whichever of the two it stands."""
    names = {relation.name for relation in relations if relation.provenance}
    roles = _roles(graph)
    for tail, head, edge in graph.edges(data=True):
        if edge.get("relation") in names:
            for claim, source in ((tail, head), (head, tail)):
                if (roles[claim], roles[source]) == (Role.CLAIM, Role.SOURCE):
                    yield claim, source


def _roles(graph: networkx.MultiDiGraph[str]) -> Mapping[str, object]:
    return {node: record.get("role") for node, record in graph.nodes.items()}


def _argued(
    graph: networkx.MultiDiGraph[str], relations: RelationTable, polarity: Polarity
) -> networkx.DiGraph[str]:
    """Return which notes back or attack which, at whichever end it stands, sources left out."""
    here, there = (
        simple_edges(graph, {row.name for row in relations.with_polarity(each)})
        for each in (polarity, polarity.converse)
    )
    roles = _roles(graph)
    edges = here | {(head, tail) for tail, head in there}
    return simple_graph(edge for edge in edges if Role.SOURCE not in map(roles.get, edge))


def _longest_chain(supports: networkx.DiGraph[str]) -> tuple[str, ...] | None:
    if not networkx.is_directed_acyclic_graph(supports):
        return None
    return tuple(networkx.dag_longest_path(supports))


def _most_named(nodes: Iterable[str]) -> tuple[Ranked, ...]:
    ranked = sorted(Counter(nodes).items(), key=lambda item: (-item[1], item[0]))
    return tuple(Ranked(*item) for item in ranked[:TOP])


def _contradictions(
    supports: networkx.DiGraph[str], attacks: networkx.DiGraph[str]
) -> tuple[tuple[str, str], ...]:
    opposed = {frozenset(edge) for edge in attacks.edges}
    both = {tuple(sorted(edge)) for edge in supports.edges if frozenset(edge) in opposed}
    return tuple(sorted((pair[0], pair[-1]) for pair in both if pair[0] != pair[-1]))
