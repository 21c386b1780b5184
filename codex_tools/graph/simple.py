"""A graph → its edges of some relations, without parallel ones."""

from __future__ import annotations

from collections.abc import Collection

import networkx


def simple_graph(
    graph: networkx.MultiDiGraph[str], names: Collection[str]
) -> networkx.DiGraph[str]:
    """Return the edges of the relations ``names`` without parallel ones, in sorted order."""
    every = graph.edges(data=True)
    edges = {(tail, head) for tail, head, edge in every if edge.get("relation") in names}
    simple: networkx.DiGraph[str] = networkx.DiGraph()
    simple.add_nodes_from(sorted({end for edge in edges for end in edge}))
    simple.add_edges_from(sorted(edges))
    return simple
