"""A graph → its edges of some relations, without parallel ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import networkx


def simple_edges(graph: networkx.MultiDiGraph[str], names: Collection[str]) -> set[tuple[str, str]]:
    """Return the ends of the edges of the relations ``names``."""
    every = graph.edges(data=True)
    return {(tail, head) for tail, head, edge in every if edge.get("relation") in names}


def simple_graph(edges: Iterable[tuple[str, str]]) -> networkx.DiGraph[str]:
    """Return the graph of some edges, in sorted order."""
    ordered = sorted(edges)
    simple: networkx.DiGraph[str] = networkx.DiGraph()
    simple.add_nodes_from(sorted({end for edge in ordered for end in edge}))
    simple.add_edges_from(ordered)
    return simple
