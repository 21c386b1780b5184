"""A graph that shows what a knowledge base has."""

from __future__ import annotations

import networkx
import pytest

CLAIM, OTHER, SOURCE = "domains/a.md", "domains/b.md", "inbox/archive/s.md"


@pytest.fixture
def small() -> networkx.MultiDiGraph:
    """Two claims and a source with parallel edges, an inverse pair and a link in running text."""
    graph = networkx.MultiDiGraph(name="base", generator="codex 1")
    graph.add_node(CLAIM, kind="claim", title='Models "fail" & worsen', tags=["a", "b"], rank=2)
    graph.add_node(OTHER, kind="claim", title="Models improve", rank="first", score=0.5, done=True)
    graph.add_node(SOURCE, kind="source", title="A report", status=None)
    graph.add_edge(CLAIM, SOURCE, relation="sourced_from", origin="front matter", date="")
    graph.add_edge(SOURCE, CLAIM, relation="claims_extracted", origin="front matter", date="")
    graph.add_edge(CLAIM, OTHER, relation="challenges", origin="front matter", date="")
    graph.add_edge(CLAIM, OTHER, relation="challenges", origin="reweave", date="2026-04-03")
    graph.add_edge(OTHER, CLAIM, relation="links_to", origin="body", date="")
    return graph
