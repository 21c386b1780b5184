"""GraphML (http://graphml.graphdrawing.org/specification.html), for networkx, igraph, yEd, Gephi.

The id of a node is its path. Edges have no id: it would have to be unique in the file, which the
keys of a multigraph are not; a reader numbers parallel edges in the order of the file. A list is
the JSON text of the list, and an attribute that is ``None`` is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, TextIO

from codex_tools.graph.formats._columns import Column, columns, renderer
from codex_tools.graph.formats._walk import records, sorted_edges, sorted_nodes
from codex_tools.runtime.xml_text import DECLARATION, escaped

if TYPE_CHECKING:
    from networkx import MultiDiGraph

_ROOT = """\
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_renderer = partial(renderer, head='<data key="{}">', tail="</data>")


def export(graph: MultiDiGraph[str], stream: TextIO) -> None:
    """Write ``graph`` to ``stream`` as GraphML."""
    stream.writelines(_lines(graph))


def _lines(graph: MultiDiGraph[str]) -> Iterator[str]:
    about = columns("g", [graph.graph])
    nodes, edges = map(columns, "ne", records(graph))
    yield DECLARATION + _ROOT
    yield from _keys("graph", about)
    yield from _keys("node", nodes)
    yield from _keys("edge", edges)
    yield f'<graph edgedefault="directed">\n{_renderer(about)(graph.graph)}\n'
    ids = {node: escaped(node) for node in graph}
    yield from _nodes(graph, ids, nodes)
    yield from _edges(graph, ids, edges)
    yield "</graph>\n</graphml>\n"


def _keys(scope: str, table: Iterable[Column]) -> Iterator[str]:
    for name, kind, key in table:
        about = f'attr.name="{escaped(name)}" attr.type="{kind}"'
        yield f'<key id="{key}" for="{scope}" {about}/>\n'


def _nodes(
    graph: MultiDiGraph[str], ids: Mapping[str, str], table: Iterable[Column]
) -> Iterator[str]:
    render = _renderer(table)
    for node, record in sorted_nodes(graph):
        yield f'<node id="{ids[node]}">{render(record)}</node>\n'


def _edges(
    graph: MultiDiGraph[str], ids: Mapping[str, str], table: Iterable[Column]
) -> Iterator[str]:
    render = _renderer(table)
    for source, target, _, record in sorted_edges(graph):
        yield f'<edge source="{ids[source]}" target="{ids[target]}">{render(record)}</edge>\n'
