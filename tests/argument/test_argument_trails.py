"""Ways from all nodes to the nearest of some, against a search from each of them."""

from __future__ import annotations

from itertools import pairwise

import networkx
from hypothesis import given
from hypothesis import strategies as st

from codex_tools.argument.trails import nearest_ends, turned, way

SIZE = 7
NODES = st.integers(0, SIZE - 1)


@given(st.sets(st.tuples(NODES, NODES), max_size=20), st.sets(NODES, max_size=3))
def test_the_nearest_end_is_as_near_as_a_search_says(
    edges: set[tuple[int, int]], ends: set[int]
) -> None:
    rows = [[after for before, after in sorted(edges) if before == node] for node in range(SIZE)]
    graph: networkx.DiGraph[int] = networkx.DiGraph(sorted(edges))
    graph.add_nodes_from(range(SIZE))
    hops = nearest_ends(turned(rows), sorted(ends))
    for node in range(SIZE):
        lengths = networkx.single_source_shortest_path_length(graph, node)
        distances = [length for end, length in lengths.items() if end in ends]
        assert (node in hops) == bool(distances)
        if distances:
            nodes = list(way(hops, node))
            assert (nodes[0], nodes[-1]) == (node, hops[node].end)
            assert len(nodes) - 1 == hops[node].distance == min(distances)
            assert edges.issuperset(pairwise(nodes))


def test_a_chain_of_thousands_needs_no_recursion() -> None:
    rows = [[node + 1] for node in range(50_000)] + [[]]
    hops = nearest_ends(turned(rows), [50_000])
    assert hops[0].distance == 50_000
    assert sum(1 for _ in way(hops, 0)) == 50_001
