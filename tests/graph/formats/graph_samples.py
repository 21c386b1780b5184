"""Graphs with nasty text for the tests of the exporters, and what they are compared by."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Mapping
from importlib import import_module

import networkx
from hypothesis import strategies as st

Graph = networkx.MultiDiGraph

NASTY = [
    "", " ", "\\", '\\"', 'a "quoted" \\', "a\nb\r\nc\td", "\x00\x01\x1f\x7f\x85\u2028", "\ud800",
    "\ufffe\uffff", "<b>&amp;</b>", "]]>", "[[link|alias]]", "{a|b}", "é“”—🜁", "1. one", "- item",
    "`code` *a* _b_ $$x$$", "%%{init: {}}%%", "# h", "end", "style a:#fff;", "a" * 200, "fa:fa-car",
    "-->|x|", "--", ";", "'", "null", "true", "1", "node", "\\N \\l \\n", "<html>", "&#0;",
    "#quot;", "x_y _z_", "domains/a.md",
]  # fmt: skip
TEXTS = st.one_of(st.sampled_from(NASTY), st.text(max_size=20))
VALUES = st.one_of(
    TEXTS,
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.none(),
    st.lists(TEXTS, max_size=3),
)
NAMES = st.sampled_from(
    ["kind", "title", "domain", "confidence", "status", "created", "a b", "node"]
)
KEYED = st.tuples(
    st.sampled_from(["supports", "challenges", "related", 'x"y', ""]),
    st.sampled_from(["front matter", "reweave", "body"]),
    st.sampled_from(["", "2026-04-03", "2026-04-04"]),
)


@st.composite
def graphs(draw: st.DrawFn, values: st.SearchStrategy[object] = VALUES) -> Graph:
    """Draw a graph with nasty names, nasty attributes, loops and parallel edges."""
    graph = Graph(name=draw(TEXTS), generator="codex 1")
    attributes = st.dictionaries(NAMES, values, max_size=4)
    for node in draw(st.lists(TEXTS, max_size=5, unique_by=plain)):
        graph.add_node(node, **draw(attributes))
    if ends := sorted(graph):
        end = st.sampled_from(ends)
        for source, target, edge in sorted(draw(st.sets(st.tuples(end, end, KEYED), max_size=8))):
            graph.add_edge(
                source, target, **dict(zip(("relation", "origin", "date"), edge, strict=True))
            )
    return graph


def plain(text: str) -> str:
    """Return a text without what an XML file cannot hold, so that names stay different there."""
    return "".join(c if c.isprintable() or c in "\t\n\r" else f"\\u{ord(c):04x}" for c in text)


def rebuilt(graph: Graph) -> Graph:
    """Return an equal graph that was built in the reverse order."""
    other = Graph()
    for node, record in reversed(list(graph.nodes(data=True))):
        other.add_node(node, **dict(reversed(record.items())))
    for source, target, key, record in reversed(list(graph.edges(keys=True, data=True))):
        other.add_edge(source, target, key, **dict(reversed(record.items())))
    other.graph.update(reversed(graph.graph.items()))
    return other


def written(name: str, graph: Graph) -> str:
    """Return what the exporter ``name`` writes."""
    stream = io.StringIO()
    import_module(f"codex_tools.graph.formats.{name}").export(graph, stream)
    return stream.getvalue()


def nodes(graph: Graph, change: Callable[[object], object]) -> dict[object, dict[str, object]]:
    """Return nodes and attributes without ``None``, each text changed by ``change``."""
    return {change(node): _changed(record, change) for node, record in graph.nodes(data=True)}


def edges(graph: Graph, change: Callable[[object], object]) -> Counter[object]:
    """Return how often each edge occurs, likewise."""
    return Counter(
        (change(source), change(target), repr(sorted(_changed(record, change).items())))
        for source, target, record in graph.edges(data=True)
    )


def _changed(record: Mapping[str, object], change: Callable[[object], object]) -> dict[str, object]:
    return {name: change(value) for name, value in record.items() if value is not None}


def same(value: object) -> object:
    """Return the value itself."""
    return value
