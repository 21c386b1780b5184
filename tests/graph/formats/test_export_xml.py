"""GraphML and GEXF, read back by networkx."""

from __future__ import annotations

import io
import json
import math
import re
from collections.abc import Callable
from xml.etree import ElementTree

import networkx
import pytest
from graph_samples import Graph, edges, graphs, nodes, same, written
from hypothesis import given, settings

from codex_tools.runtime.xml_text import escaped

READERS: dict[str, Callable[[io.BytesIO], Graph]] = {
    "graphml": lambda file: networkx.read_graphml(file, force_multigraph=True),
    "gexf": networkx.read_gexf,
}
WRITERS = {"graphml": networkx.write_graphml_xml, "gexf": networkx.write_gexf}
FORMATS = sorted(READERS)


def read(name: str, graph: Graph) -> Graph:
    again = READERS[name](io.BytesIO(written(name, graph).encode()))
    return without_labels(again) if name == "gexf" else again


def without_labels(graph: Graph) -> Graph:
    """Drop what the GEXF reader adds: the label of each node and the id of each edge."""
    for _, record in graph.nodes(data=True):
        del record["label"]
    for *_, record in graph.edges(data=True):
        record.pop("id", None)
    return graph


def visible(text: str) -> str:
    """Return what a reader gets back for ``text``: itself, but for characters that XML forbids."""
    forbidden = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
    return re.sub(forbidden, lambda found: f"\\u{ord(found[0]):04x}", text)


def legal(value: object) -> object:
    """Return what a value becomes in XML."""
    if isinstance(value, list):
        return visible(json.dumps(value, ensure_ascii=False))
    return visible(value) if isinstance(value, str) else value


@pytest.mark.parametrize("name", FORMATS)
@settings(deadline=None)
@given(graph=graphs())
def test_reads_back_equal(name: str, graph: Graph) -> None:
    again = read(name, graph)
    assert nodes(again, same) == nodes(graph, legal)
    assert edges(again, same) == edges(graph, legal)


@pytest.mark.parametrize("name", FORMATS)
@settings(deadline=None)
@given(graph=graphs())
def test_types_read_back(name: str, graph: Graph) -> None:
    kinds = {float: float, int: int, bool: bool}
    again = nodes(read(name, graph), same)
    for node, record in nodes(graph, legal).items():
        for key, value in record.items():
            assert type(again[node][key]) is kinds.get(type(value), str)


@pytest.mark.parametrize("name", FORMATS)
def test_reads_back_as_what_networkx_writes(name: str, small: Graph) -> None:
    del small.graph["name"]  # GEXF has no place for it; networkx writes it nevertheless
    for _, record in small.nodes(data=True):
        for key in [key for key, value in record.items() if not isinstance(value, str)]:
            del record[key]
    stream = io.BytesIO()
    WRITERS[name](small, stream)
    stream.seek(0)
    theirs = READERS[name](stream)
    ours = read(name, small)
    assert networkx.utils.graphs_equal(ours, without_labels(theirs) if name == "gexf" else theirs)


@pytest.mark.parametrize("name", FORMATS)
def test_parallel_edges_and_their_keys(name: str, small: Graph) -> None:
    again = read(name, small)
    assert isinstance(again, networkx.MultiDiGraph)
    assert set(again.edges(keys=True)) == set(small.edges(keys=True))


@pytest.mark.parametrize("name", FORMATS)
def test_empty_graph(name: str) -> None:
    again = read(name, Graph())
    assert again.is_directed()
    assert not again.nodes


@pytest.mark.parametrize("name", FORMATS)
def test_numbers_that_are_none(name: str) -> None:
    graph = Graph()
    graph.add_node("a.md", high=math.inf, low=-math.inf, none=math.nan)
    text = written(name, graph)
    assert all(word in text for word in ("INF", "-INF", "NaN"))
    record = read(name, graph).nodes["a.md"]
    assert (record["high"], record["low"]) == (math.inf, -math.inf)
    assert math.isnan(record["none"])


def test_graphml_keeps_the_attributes_of_the_graph(small: Graph) -> None:
    again = read("graphml", small)
    assert (again.graph["name"], again.graph["generator"]) == ("base", "codex 1")


def test_gexf_says_what_people_see(small: Graph) -> None:
    root = ElementTree.fromstring(written("gexf", small))
    space = "{http://gexf.net/1.3}"
    assert root.findtext(f"{space}meta/{space}creator") == "codex 1"
    labels = [node.get("label") for node in root.iter(f"{space}node")]
    assert labels == ['Models "fail" & worsen', "Models improve", "A report"]
    kinds = [edge.get("kind") for edge in root.iter(f"{space}edge")]
    assert kinds == ["challenges", "challenges", "sourced_from", "links_to", "claims_extracted"]


def test_forbidden_characters_stay_different() -> None:
    assert escaped("\x01") != escaped("\x02")
    assert escaped("a\x00\ud800\n") == "a\\u0000\\ud800&#10;"
