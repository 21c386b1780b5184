"""An argument is built of nodes and edges, or of a graph."""

from __future__ import annotations

import networkx
import pytest
from argument_samples import names, said
from hypothesis import given
from hypothesis import strategies as st

from codex_tools.argument.building import build_argument
from codex_tools.argument.documents import group_by_document
from codex_tools.argument.from_graph import argument_of
from codex_tools.argument.model import Argument, Node


def neighbours(argument: Argument, row: str, name: str) -> list[str]:
    return names(argument, getattr(argument, row)[argument.numbers[name]])


def test_edges_are_read_by_their_meaning() -> None:
    argument = said("a backs b", "a leans-on c", "a attacks d")
    assert neighbours(argument, "backs", "a") == ["b"]
    assert neighbours(argument, "backers", "b") == ["a"]
    assert neighbours(argument, "premises", "a") == ["c"]
    assert neighbours(argument, "leaners", "c") == ["a"]
    assert neighbours(argument, "attacks", "a") == ["d"]
    assert neighbours(argument, "attackers", "d") == ["a"]


def test_nothing_backs_a_document_and_it_leans_on_nothing() -> None:
    argument = said("a backs S", "S leans-on a", "S backs a")
    assert neighbours(argument, "backers", "S") == neighbours(argument, "premises", "S") == []
    assert neighbours(argument, "backers", "a") == ["S"]


def test_edges_of_what_is_no_node_are_left_out() -> None:
    argument = build_argument([Node("a")], [("a", "b", "backs"), ("b", "a", "attacks")])
    assert argument == build_argument([Node("a")], [])


def test_sources_of_one_document_are_one_node() -> None:
    nodes = [Node("a"), Node("s", "D", 1, 0.5), Node("t", "D", 2, 0.25), Node("u", "E")]
    argument = build_argument(nodes, [("s", "a", "backs"), ("t", "a", "backs")])
    assert neighbours(argument, "backers", "t") == []
    assert neighbours(argument, "backers", "a") == ["D"]
    document = argument.numbers["s"]
    assert document == argument.numbers["t"]
    assert argument.sources[document] == ("s", "t")
    assert (argument.ranks[document], argument.weights[document]) == (2, 0.5)


@pytest.mark.parametrize("weight", [-0.1, 1.5, float("nan")])
def test_a_weight_is_between_0_and_1(weight: float) -> None:
    with pytest.raises(ValueError, match="the weight of a"):
        build_argument([Node("a", weight=weight)], [])


def test_an_edge_has_one_of_three_meanings() -> None:
    with pytest.raises(ValueError, match="'likes'"):
        build_argument([Node("a")], [("a", "a", "likes")])


def test_an_argument_from_a_graph() -> None:
    graph: networkx.MultiDiGraph = networkx.MultiDiGraph()
    graph.add_node("a", role="claim", rank=2, weight=0.5)
    graph.add_node("b", role="claim", retired=True)
    graph.add_node("s", role="source", document="D")
    graph.add_node("t", role="source")
    graph.add_node("map", role=None)
    graph.add_node("plain")
    graph.add_edge("a", "s", polarity="backs", inverse=True)
    graph.add_edge("t", "a", polarity="backs")
    graph.add_edge("a", "b", polarity="attacks")
    graph.add_edge("a", "b", polarity="leans-on")
    graph.add_edge("map", "a", polarity="backs")
    graph.add_edge("b", "a", polarity=None)
    graph.add_edge("b", "a")
    nodes = [Node("a", "", 2, 0.5), Node("b", retired=True), Node("s", "D"), Node("t", "t")]
    edges = [
        ("s", "a", "backs"),
        ("t", "a", "backs"),
        ("a", "b", "attacks"),
        ("a", "b", "leans-on"),
    ]
    assert argument_of(graph) == build_argument(nodes, edges)


def test_sources_that_share_a_key_are_one_document() -> None:
    keys = {
        "b": ["doi:1"],
        "a": ["doi:1", "sha:2"],
        "c": ["sha:2"],
        "d": [],
        "e": ["d"],
        "f": ["doi:9"],
    }
    assert group_by_document(keys) == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "d", "f": "f"}


@given(st.dictionaries(st.sampled_from("abcdefg"), st.lists(st.sampled_from("abcdefgxyz"))))
def test_documents_are_the_components_of_shared_keys(keys: dict[str, list[str]]) -> None:
    graph = networkx.Graph()
    for source, shared in keys.items():
        graph.add_edges_from(((source, "source"), (key, "key")) for key in [source, *shared])
    documents = group_by_document(keys)
    for component in networkx.connected_components(graph):
        sources = sorted(name for name, kind in component if kind == "source")
        assert {documents[source] for source in sources} == {sources[0]}


def test_a_long_row_of_copies_is_one_document() -> None:
    keys = {f"{number:05}": [f"{number + 1:05}"] for number in range(20_000)}
    assert set(group_by_document(keys).values()) == {"00000"}
