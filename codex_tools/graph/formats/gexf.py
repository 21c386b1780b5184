"""GEXF 1.3 (https://gexf.net), as Gephi and networkx read it.

The id of a node is its path, its label its title. The relation of an edge is its ``kind`` too,
which is how version 1.3 tells parallel edges apart, and edges have no id: it would have to be
unique in the file. A list is the JSON text of the list, and an attribute that is ``None`` is left
out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, TextIO

from codex_tools.graph.formats._columns import Column, columns, renderer
from codex_tools.graph.formats._walk import records, sorted_edges, sorted_nodes
from codex_tools.runtime.xml_text import DECLARATION, escaped

if TYPE_CHECKING:
    from networkx import MultiDiGraph

_ROOT = '<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
_GRAPH = '<graph defaultedgetype="directed" mode="static">\n'
_renderer = partial(renderer, head='<attvalue for="{}" value="', tail='"/>')


def export(graph: MultiDiGraph[str], stream: TextIO) -> None:
    """Write ``graph`` to ``stream`` as GEXF."""
    stream.writelines(_lines(graph))


def _lines(graph: MultiDiGraph[str]) -> Iterator[str]:
    nodes, edges = map(columns, "ne", records(graph))
    yield DECLARATION + _ROOT
    yield from _meta(graph)
    yield _GRAPH
    yield from _attributes("node", nodes)
    yield from _attributes("edge", edges)
    yield "<nodes>\n"
    yield from _nodes(graph, nodes)
    yield "</nodes>\n<edges>\n"
    yield from _edges(graph, edges)
    yield "</edges>\n</graph>\n</gexf>\n"


def _meta(graph: MultiDiGraph[str]) -> Iterator[str]:
    generator, name = (escaped(str(graph.graph.get(key, ""))) for key in ("generator", "name"))
    yield f"<meta><creator>{generator}</creator><description>{name}</description></meta>\n"


def _attributes(scope: str, table: Iterable[Column]) -> Iterator[str]:
    yield f'<attributes class="{scope}" mode="static">\n'
    for name, kind, key in table:
        yield f'<attribute id="{key}" title="{escaped(name)}" type="{kind}"/>\n'
    yield "</attributes>\n"


def _nodes(graph: MultiDiGraph[str], table: Iterable[Column]) -> Iterator[str]:
    render = _renderer(table)
    for node, record in sorted_nodes(graph):
        label = escaped(str(record.get("title") or node))
        values = f"<attvalues>{render(record)}</attvalues>"
        yield f'<node id="{escaped(node)}" label="{label}">{values}</node>\n'


def _edges(graph: MultiDiGraph[str], table: Iterable[Column]) -> Iterator[str]:
    render = _renderer(table)
    names = {node: escaped(node) for node in graph}
    for source, target, _, record in sorted_edges(graph):
        ends = f'source="{names[source]}" target="{names[target]}"'
        kind = escaped(str(record.get("relation", "")))
        yield f'<edge {ends} kind="{kind}"><attvalues>{render(record)}</attvalues></edge>\n'
