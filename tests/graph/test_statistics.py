"""The figures of a graph."""

from __future__ import annotations

import os
import subprocess
import sys

import networkx
from hypothesis import given, settings
from hypothesis import strategies as st

from codex_tools.base.relations import build_relations
from codex_tools.graph.cycles import Cycle
from codex_tools.graph.statistics import TOP, Ranked, graph_statistics
from codex_tools.reporters.graph import statistics_text

Graph = networkx.MultiDiGraph


def graph_of(*edges: tuple[str, str, str], origin: str = "front matter") -> Graph:
    """Return a graph of claims, and of sources, whose names begin with ``s``."""
    graph = Graph()
    for source, relation, target in edges:
        for node in (source, target):
            kind = "source" if node.startswith("s") else "claim"
            graph.add_node(node, kind=kind, role=kind)
        graph.add_edge(source, target, relation=relation, origin=origin, date="")
    return graph


def test_empty_graph() -> None:
    figures = graph_statistics(Graph())
    assert (figures.nodes, figures.edges, figures.components, figures.largest_component) == (0,) * 4
    assert figures.support_chain == figures.cycles == figures.orphans == ()
    assert statistics_text(figures).startswith("0 nodes, 0 edges")


def test_counts_by_kind_relation_and_origin() -> None:
    graph = graph_of(("a", "supports", "b"), ("a", "related", "b"))
    graph.add_edge("a", "b", relation="supports", origin="reweave", date="2026-04-03")
    graph.add_node("readme")
    figures = graph_statistics(graph)
    assert figures.nodes_by_kind == {"": 1, "claim": 2}
    assert figures.edges_by_relation == {
        "related": {"front matter": 1},
        "supports": {"front matter": 1, "reweave": 1},
    }
    assert (figures.nodes, figures.edges) == (3, 3)


def test_connected_claims_and_sources_whichever_end_says_so() -> None:
    graph = graph_of(
        ("a", "sourced_from", "s1"),
        ("s1", "claims_extracted", "a"),
        ("s1", "claims_extracted", "b"),
        ("c", "related", "s2"),
        ("c", "sourced_from", "d"),
    )
    figures = graph_statistics(graph)
    assert (figures.connected_claims, figures.connected_sources) == (2, 1)
    assert figures.most_cited == (Ranked("s1", 2),)


def test_orphans_and_components() -> None:
    graph = graph_of(("a", "related", "b"), ("b", "related", "c"), ("d", "related", "e"))
    graph.add_nodes_from(["z", "y"], kind="claim")
    figures = graph_statistics(graph)
    assert figures.orphans == ("y", "z")
    assert (figures.components, figures.largest_component) == (4, 3)


def test_longest_support_chain() -> None:
    graph = graph_of(("a", "supports", "b"), ("b", "supports", "c"), ("x", "supports", "c"))
    assert graph_statistics(graph).support_chain == ("a", "b", "c")


def test_no_longest_chain_where_support_is_circular() -> None:
    graph = graph_of(("a", "supports", "b"), ("b", "supports", "a"))
    assert graph_statistics(graph).support_chain is None


def test_cycles_shortest_first_and_of_acyclic_relations_only() -> None:
    graph = graph_of(
        *(("c", "supports", "a"), ("a", "supports", "b"), ("b", "supports", "c")),
        *(("y", "depends_on", "x"), ("x", "depends_on", "y")),
        ("q", "supports", "q"),
        *(("m", "related", "n"), ("n", "related", "m")),
    )
    assert graph_statistics(graph).cycles == (
        Cycle("supports", ("q",)),
        Cycle("depends_on", ("x", "y")),
        Cycle("supports", ("a", "b", "c")),
    )


def test_relations_of_the_base_itself_count() -> None:
    graph = graph_of(("a", "follows", "b"), ("b", "follows", "a"))
    own = build_relations({"follows": {"acyclic": True}})
    assert graph_statistics(graph).cycles == ()
    assert graph_statistics(graph, own).cycles == (Cycle("follows", ("a", "b")),)


def test_at_most_ten_cycles_even_of_very_many() -> None:
    names = [f"{number:02}" for number in range(60)]
    graph = graph_of(*((a, "supports", b) for a in names for b in names if a != b))
    cycles = graph_statistics(graph).cycles
    assert len(cycles) == TOP
    assert {len(cycle.nodes) for cycle in cycles} == {2}


@settings(deadline=None)
@given(st.sets(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=14))
def test_cycles_are_real_and_begin_with_a_shortest(pairs: set[tuple[str, str]]) -> None:
    cycles = graph_statistics(graph_of(*((a, "supports", b) for a, b in pairs))).cycles
    every = sorted(len(nodes) for nodes in networkx.simple_cycles(networkx.DiGraph(list(pairs))))
    assert bool(cycles) == bool(every)
    assert [len(cycle.nodes) for cycle in cycles[:1]] == every[:1]
    for _, nodes in cycles:
        assert len(set(nodes)) == len(nodes)
        assert nodes[0] == min(nodes)
        assert set(zip(nodes, (*nodes[1:], nodes[0]), strict=True)) <= pairs


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcdes"), st.sampled_from("abcdes")), max_size=14))
def test_figures_do_not_depend_on_the_order_of_building(pairs: list[tuple[str, str]]) -> None:
    edges = [(a, "supports", b) for a, b in pairs]
    assert graph_statistics(graph_of(*edges)) == graph_statistics(graph_of(*reversed(edges)))


def test_most_supported_counts_supporters_once() -> None:
    graph = graph_of(("a", "supports", "c"), ("b", "supports", "c"), ("a", "supports", "b"))
    graph.add_edge("a", "b", relation="supports", origin="reweave", date="2026-04-03")
    assert graph_statistics(graph).most_supported == (Ranked("c", 2), Ranked("b", 1))


def test_rankings_end_at_ten() -> None:
    graph = graph_of(*(("a", "supports", f"b{number:02}") for number in range(20)))
    assert [found.node for found in graph_statistics(graph).most_supported][-1] == "b09"


def test_contradictory_pairs() -> None:
    graph = graph_of(
        *(("a", "supports", "b"), ("b", "challenges", "a")),
        *(("d", "supports", "c"), ("d", "challenged_by", "c")),
        *(("e", "supports", "f"), ("e", "challenges", "g")),
        *(("h", "supports", "h"), ("h", "challenges", "h")),
    )
    assert graph_statistics(graph).contradictions == (("a", "b"), ("c", "d"))


def test_report_for_people() -> None:
    graph = graph_of(
        *(("a", "supports", "b"), ("b", "supports", "a"), ("a", "challenges", "b")),
        ("a", "sourced_from", "s"),
    )
    graph.add_nodes_from([f"o{number:02}" for number in range(12)], kind="claim")
    text = statistics_text(graph_statistics(graph))
    assert "15 nodes, 4 edges, 13 components (the largest of 3 nodes)" in text
    assert "1 claim and 1 source connected" in text
    assert "supports: a -> b -> a" in text
    assert "  a <-> b" in text
    assert "12 without any edge:\n  o00" in text
    assert text.endswith("… and 2 more")


def test_result_does_not_depend_on_the_hash_seed() -> None:
    code = (
        "import networkx; from codex_tools.graph.statistics import graph_statistics\n"
        "names = 'abcdefgh'\n"
        "graph = networkx.MultiDiGraph()\n"
        "pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1:]]\n"
        "graph.add_edges_from(pairs + [('h', 'a')], relation='supports')\n"
        "print(graph_statistics(graph))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in "123"
    }
    assert len(runs) == 1


def test_a_claim_that_supports_itself_is_not_supported_for_it() -> None:
    graph = graph_of(("a", "supports", "a"), ("b", "supports", "a"), ("c", "supports", "c"))
    assert graph_statistics(graph).most_supported == (Ranked("a", 1),)
