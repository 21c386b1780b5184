"""What holds for every format, whichever modules there are."""

from __future__ import annotations

import networkx
import pytest
from graph_samples import Graph, graphs, rebuilt, written
from hypothesis import given, settings

from codex_tools.graph import formats
from codex_tools.runtime import discovery

FORMATS = discovery.names(formats)


def test_all_formats_are_found() -> None:
    assert {"json", "graphml", "gexf", "dot", "mermaid"} <= set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_module_says_what_it_writes(name: str) -> None:
    module = discovery.load(formats, name)
    assert module.__doc__
    assert module.export.__doc__


@pytest.mark.parametrize("name", FORMATS)
@settings(deadline=None)
@given(graph=graphs())
def test_output_does_not_depend_on_the_order_of_building(name: str, graph: Graph) -> None:
    assert written(name, rebuilt(graph)) == written(name, graph)


@pytest.mark.parametrize("name", FORMATS)
@settings(deadline=None)
@given(graph=graphs())
def test_output_is_utf8_that_ends_with_a_newline(name: str, graph: Graph) -> None:
    assert written(name, graph).encode("utf-8").endswith(b"\n")


@pytest.mark.parametrize("name", FORMATS)
def test_graph_is_left_as_it_was(name: str, small: Graph) -> None:
    before = networkx.MultiDiGraph(small)
    written(name, small)
    assert networkx.utils.graphs_equal(before, small)
    assert before.graph == small.graph


@pytest.mark.parametrize("name", FORMATS)
def test_text_is_written_in_pieces(name: str) -> None:
    graph = networkx.path_graph([f"domains/{number}.md" for number in range(999)], Graph)

    class Pieces(list[int]):
        def write(self, piece: str) -> None:
            self.append(len(piece))

        def writelines(self, pieces: list[str]) -> None:
            self.extend(map(len, pieces))

    stream = Pieces()
    discovery.load(formats, name).export(graph, stream)
    assert max(stream) < 1000
