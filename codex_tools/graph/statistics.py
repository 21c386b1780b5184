"""What the graph of a knowledge base looks like as a whole: counts, gaps, circles and leaders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import networkx

from codex_tools.base.relations import SHIPPED, RelationTable
from codex_tools.runtime.text import counted

TOP = 10
"""How many circles and how many leaders of a ranking are given."""

OPPOSED = frozenset({"challenges", "challenged_by"})


class Cycle(NamedTuple):
    """A circle: each node has ``relation`` to the next, and the last one to the first."""

    relation: str
    nodes: tuple[str, ...]


class Ranked(NamedTuple):
    """A node and how many others name it."""

    node: str
    named: int


@dataclass(frozen=True, slots=True)
class GraphStatistics:
    """The figures of a graph; nodes are named by their paths, and every tuple is sorted.

    ``edges_by_relation`` maps a relation to the number of its edges of each origin.
    ``support_chain`` is a longest chain of ``supports`` edges, ``None`` where they lead in a
    circle. ``cycles`` holds shortest circles of the relations that must not have any, the shortest
    first. ``contradictions`` are pairs of which one both supports and challenges the other.
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

    def __str__(self) -> str:
        """Return the figures as lines for people."""
        return "\n".join(_report(self))


def graph_statistics(
    graph: networkx.MultiDiGraph[str], relations: RelationTable = SHIPPED
) -> GraphStatistics:
    """Return the figures of ``graph``, which is as ``codex_tools.graph.build`` builds it;
    ``relations`` are those of the knowledge base."""
    cited = {(target, source) for source, target in _provenance(graph, relations)}
    components = [len(found) for found in networkx.weakly_connected_components(graph)]
    supports = _simple(graph, {"supports"})
    return GraphStatistics(
        nodes_by_kind=_count(str(node.get("kind") or "") for node in graph.nodes.values()),
        edges_by_relation=_edges_by_relation(graph),
        connected_claims=len({claim for _, claim in cited}),
        connected_sources=len({source for source, _ in cited}),
        orphans=tuple(sorted(networkx.isolates(graph))),
        components=len(components),
        largest_component=max(components, default=0),
        support_chain=_longest_chain(supports),
        cycles=_cycles(graph, relations),
        most_cited=_leaders(source for source, _ in cited),
        most_supported=_leaders(target for source, target in supports.edges if source != target),
        contradictions=_contradictions(graph, supports),
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
    kinds = {node: record.get("kind") for node, record in graph.nodes.items()}
    for tail, head, edge in graph.edges(data=True):
        if edge.get("relation") in names:
            for claim, source in ((tail, head), (head, tail)):
                if kinds[claim] == "claim" and kinds[source] == "source":
                    yield claim, source


def _simple(graph: networkx.MultiDiGraph[str], names: Collection[str]) -> networkx.DiGraph[str]:
    """Return the edges of some relations without parallel ones, in sorted order."""
    every = graph.edges(data=True)
    edges = {(tail, head) for tail, head, edge in every if edge.get("relation") in names}
    simple: networkx.DiGraph[str] = networkx.DiGraph()
    simple.add_nodes_from(sorted({end for edge in edges for end in edge}))
    simple.add_edges_from(sorted(edges))
    return simple


def _longest_chain(supports: networkx.DiGraph[str]) -> tuple[str, ...] | None:
    if not networkx.is_directed_acyclic_graph(supports):
        return None
    return tuple(networkx.dag_longest_path(supports))


def _cycles(graph: networkx.MultiDiGraph[str], relations: RelationTable) -> tuple[Cycle, ...]:
    names = [relation.name for relation in relations if relation.acyclic]
    found = (Cycle(name, nodes) for name in names for nodes in _circles(graph, name))
    return tuple(sorted(found, key=lambda cycle: (len(cycle.nodes), cycle))[:TOP])


def _circles(graph: networkx.MultiDiGraph[str], relation: str) -> list[tuple[str, ...]]:
    """Return distinct shortest circles through the nodes that are on any, at most :data:`TOP`.

    Listing all circles can take exponential time; one shortest circle for each node cannot.
    """
    simple = _simple(graph, {relation})
    circles: set[tuple[str, ...]] = set()
    for component in networkx.strongly_connected_components(simple):
        longest = len(component)
        part: networkx.DiGraph[str] = networkx.DiGraph()
        part.add_edges_from(sorted(simple.subgraph(component).edges))
        for node in sorted(part):
            circles.update(_circle(part, node, longest))
            longest = _bound(circles, longest)
    return sorted(circles, key=_by_length)[:TOP]


def _circle(part: networkx.DiGraph[str], node: str, longest: int) -> Iterator[tuple[str, ...]]:
    """Yield a shortest circle through a node, if one of at most ``longest`` nodes is there."""
    paths = networkx.single_source_shortest_path(part, node, longest - 1)
    closing = [paths[last] for last in part.predecessors(node) if last in paths]
    for nodes in sorted(closing, key=_by_length)[:1]:
        start = nodes.index(min(nodes))
        yield *nodes[start:], *nodes[:start]


def _bound(circles: Collection[Sequence[str]], longest: int) -> int:
    """Return the length beyond which a further circle would not be among the shortest."""
    lengths = sorted(map(len, circles))
    return min(longest, lengths[TOP - 1]) if len(lengths) >= TOP else longest


def _by_length(nodes: Sequence[str]) -> tuple[int, Sequence[str]]:
    return len(nodes), nodes


def _leaders(nodes: Iterable[str]) -> tuple[Ranked, ...]:
    ranked = sorted(Counter(nodes).items(), key=lambda item: (-item[1], item[0]))
    return tuple(Ranked(*item) for item in ranked[:TOP])


def _contradictions(
    graph: networkx.MultiDiGraph[str], supports: networkx.DiGraph[str]
) -> tuple[tuple[str, str], ...]:
    opposed = {frozenset(edge) for edge in _simple(graph, OPPOSED).edges}
    both = {tuple(sorted(edge)) for edge in supports.edges if frozenset(edge) in opposed}
    return tuple(sorted((pair[0], pair[-1]) for pair in both if pair[0] != pair[-1]))


def _report(figures: GraphStatistics) -> Iterator[str]:
    parts = counted(figures.components, "component")
    size = f"{counted(figures.nodes, 'node')}, {counted(figures.edges, 'edge')}, {parts}"
    yield f"{size} (the largest of {counted(figures.largest_component, 'node')})"
    sources = counted(figures.connected_sources, "source")
    yield f"{counted(figures.connected_claims, 'claim')} and {sources} connected"
    yield from _section("nodes by kind", _columns(figures.nodes_by_kind))
    yield from _section("edges by relation", _origins(figures.edges_by_relation))
    if figures.support_chain is not None:
        yield from _section("longest support chain", figures.support_chain)
    yield from _section("circles", (_arrows(cycle) for cycle in figures.cycles))
    yield from _section("most cited sources", _columns(dict(figures.most_cited)))
    yield from _section("most supported", _columns(dict(figures.most_supported)))
    yield from _section("contradictions", map(" <-> ".join, figures.contradictions))
    yield from _section(f"{len(figures.orphans):,} without any edge", _first(figures.orphans))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    body = [f"  {line}" for line in lines]
    return iter(["", f"{title}:", *body] if body else [])


def _columns(counts: Mapping[str, int]) -> Iterator[str]:
    return (f"{count:>7,}  {name or '(none)'}" for name, count in counts.items())


def _origins(table: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    for relation, origins in table.items():
        parts = ", ".join(f"{count:,} {origin}" for origin, count in origins.items())
        yield f"{sum(origins.values()):>7,}  {relation} ({parts})"


def _arrows(cycle: Cycle) -> str:
    return f"{cycle.relation}: {' -> '.join((*cycle.nodes, cycle.nodes[0]))}"


def _first(nodes: Sequence[str]) -> list[str]:
    more = len(nodes) - TOP
    return [*nodes[:TOP], f"… and {more:,} more"] if more > 0 else [*nodes]
