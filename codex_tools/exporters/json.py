"""The node-link JSON of networkx, which D3 reads too.

``networkx.node_link_graph(json.load(file), edges="edges")`` gives the same graph back, with all
attributes and keys. One node or edge a line, in ASCII, so that a lone surrogate in a file name
survives. JSON has no infinity and no NaN: they become null.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TextIO

from codex_tools.exporters._walk import sorted_edges, sorted_nodes

if TYPE_CHECKING:
    from networkx import MultiDiGraph

SUFFIX = ".json"

_encoder = json.JSONEncoder(allow_nan=False, check_circular=False, default=str)


def export(graph: MultiDiGraph[str], stream: TextIO) -> None:
    """Write ``graph`` to ``stream`` as node-link JSON."""
    stream.writelines(_pieces(graph))


def _pieces(graph: MultiDiGraph[str]) -> Iterator[str]:
    yield f'{{"directed": true, "multigraph": true, "graph": {_text(graph.graph)},\n"nodes": ['
    yield from _array({**record, "id": node} for node, record in sorted_nodes(graph))
    yield '],\n"edges": ['
    yield from _array(
        {**record, "source": source, "target": target, "key": key}
        for source, target, key, record in sorted_edges(graph)
    )
    yield "]}\n"


def _array(records: Iterable[Mapping[str, object]]) -> Iterator[str]:
    separator = "\n"
    for record in records:
        yield separator + _text(record)
        separator = ",\n"


def _text(record: Mapping[str, object]) -> str:
    try:
        return _encoder.encode(record)
    except ValueError:
        return _encoder.encode({name: _finite(value) for name, value in record.items()})


def _finite(value: object) -> object:
    return None if isinstance(value, float) and not math.isfinite(value) else value
