"""Node-link JSON, read back by networkx."""

from __future__ import annotations

import json
import math

import networkx
from graph_samples import Graph, graphs, written
from hypothesis import given, settings


def read(graph: Graph) -> Graph:
    return networkx.node_link_graph(json.loads(written("json", graph)), edges="edges")


@settings(deadline=None)
@given(graph=graphs())
def test_reads_back_equal_with_keys(graph: Graph) -> None:
    again = read(graph)
    finite = networkx.MultiDiGraph(graph)
    for _, record in finite.nodes(data=True):
        infinite = [name for name, value in record.items() if value in (math.inf, -math.inf)]
        record.update(dict.fromkeys(infinite))
    assert isinstance(again, networkx.MultiDiGraph)
    assert again.graph == graph.graph
    assert networkx.utils.graphs_equal(again, finite)


def test_same_data_as_networkx(small: Graph) -> None:
    ours, theirs = json.loads(written("json", small)), networkx.node_link_data(small, edges="edges")

    def rows(records: list[dict[str, object]]) -> list[str]:
        return sorted(json.dumps(record, sort_keys=True) for record in records)

    assert rows(ours.pop("nodes")) == rows(theirs.pop("nodes"))
    assert rows(ours.pop("edges")) == rows(theirs.pop("edges"))
    assert ours == theirs


def test_keys_that_are_words_survive() -> None:
    graph = Graph()
    graph.add_edge("a.md", "b.md", "why", relation="supports")
    assert list(read(graph).edges(keys=True)) == [("a.md", "b.md", "why")]


def test_nothing_that_is_not_json() -> None:
    graph = Graph()
    graph.add_node("a.md", low=-math.inf, none=math.nan)

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    data = json.loads(written("json", graph), parse_constant=refuse)
    assert data["nodes"] == [{"id": "a.md", "low": None, "none": None}]


def test_attribute_that_takes_a_name_of_the_format_loses() -> None:
    graph = Graph()
    graph.add_node("a.md", id="other")
    assert list(read(graph)) == ["a.md"]


def test_empty_graph() -> None:
    again = read(Graph())
    assert isinstance(again, networkx.MultiDiGraph)
    assert not again.nodes
