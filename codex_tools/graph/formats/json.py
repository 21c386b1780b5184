"""The node-link JSON of networkx, which D3 reads too.

``networkx.node_link_graph(json.load(file), edges="edges")`` gives the same graph back, with all
attributes and keys. One node or edge a line, in ASCII, so that a lone surrogate in a file name
survives. JSON has no infinity and no NaN: they become null.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TextIO

from codex_tools.graph.formats._memo import Memo
from codex_tools.graph.formats._walk import sorted_edges, sorted_nodes
from codex_tools.runtime.printable import printable_json

if TYPE_CHECKING:
    from networkx import MultiDiGraph


def _quoted(text: str) -> str:
    written = json.encoder.encode_basestring_ascii(text)
    return printable_json(written) if "##" in written else written


def export(graph: MultiDiGraph[str], stream: TextIO) -> None:
    """Write ``graph`` to ``stream`` as node-link JSON."""
    stream.writelines(_pieces(graph))


def _pieces(graph: MultiDiGraph[str]) -> Iterator[str]:
    about = _renderer()(graph.graph)
    yield f'{{"directed": true, "multigraph": true, "graph": {{{about[2:]}}},\n"nodes": ['
    yield from _separated(_nodes(graph))
    yield '],\n"edges": ['
    yield from _separated(_edges(graph))
    yield "]}\n"


def _separated(records: Iterable[str]) -> Iterator[str]:
    separator = "\n"
    for record in records:
        yield separator + record
        separator = ",\n"


def _nodes(graph: MultiDiGraph[str]) -> Iterator[str]:
    render = _renderer("id")
    for node, record in sorted_nodes(graph):
        yield f'{{"id": {_quoted(node)}{render(record)}}}'


def _edges(graph: MultiDiGraph[str]) -> Iterator[str]:
    render = _renderer("source", "target", "key")
    names = {node: _quoted(node) for node in graph}
    for source, target, key, record in sorted_edges(graph):
        ends = f'"source": {names[source]}, "target": {names[target]}'
        yield f'{{{ends}, "key": {_text(key)}{render(record)}}}'


def _renderer(*taken: str) -> Callable[[Mapping[str, object]], str]:
    """Return a function that writes attributes, each after a comma; those named ``taken`` lose."""
    heads = Memo(lambda name: f", {_quoted(name)}: " if name not in taken else "")
    texts = Memo(_quoted)

    def render(record: Mapping[str, object]) -> str:
        members = ""
        for name, value in sorted(record.items()):
            if head := heads[name]:
                members += head + (texts[value] if type(value) is str else _text(value))
        return members

    return render


def _text(value: object) -> str:
    if type(value) is int:
        return int.__repr__(value)
    if isinstance(value, float) and not math.isfinite(value):
        return "null"
    return printable_json(json.dumps(value, default=str))
