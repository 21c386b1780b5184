"""A Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html), to paste in a Markdown page.

It shows what a person wants to see there and is no exchange format, see :func:`drawn`. The nodes
are ``n1``, ``n2`` … in the order of their paths, named by their titles and coloured by kind.

``mermaid.parse`` of the npm package ``mermaid`` 11 accepts the output; the tests run it where
``CODEX_MERMAID`` names a folder with ``node_modules/mermaid`` and ``node_modules/jsdom`` in it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING, TextIO

from codex_tools.base.relations import SHIPPED, RelationTable
from codex_tools.graph.formats._style import fills, label
from codex_tools.graph.formats._walk import sorted_edges, sorted_nodes
from codex_tools.model import BODY
from codex_tools.runtime import lazy_regex
from codex_tools.runtime.printable import UNSAFE

if TYPE_CHECKING:
    from networkx import MultiDiGraph

DRAWABLE = 500
"""How many edges Mermaid draws unless the page is configured to allow more (``maxEdges``)."""

_Arrow = tuple[str, str, str]
"""The source, the target and the relation of an edge."""

_SYNTAX = r"""["#$%&*+:;<=>@\[\\\]^`{|}~]"""
_MARKDOWN = r"(?<!\w)_|_(?!\w)|^-|^\d+[.)]"
_UNSAFE = lazy_regex.compile(f"{_SYNTAX}|{_MARKDOWN}")
_CONTROL = lazy_regex.compile(f"[{UNSAFE}]")


def drawn(graph: MultiDiGraph[str], relations: RelationTable = SHIPPED) -> MultiDiGraph[str]:
    """Return the part of ``graph`` that is worth drawing.

    It has typed edges only, so no links in running text; each edge once, whether it stands in one
    field, in the journal or, as its inverse among ``relations``, at the other end; and only the
    documents that such an edge touches.
    """
    arrows = dict.fromkeys(
        (source, target, str(record.get("relation", "")))
        for source, target, _, record in sorted_edges(graph)
        if record.get("relation") != BODY
    )
    shown = [arrow for arrow in arrows if not _is_inverse(arrow, arrows, relations)]
    touched = {end for source, target, _ in shown for end in (source, target)}
    part = graph.__class__()
    part.graph.update(graph.graph)
    part.add_nodes_from((node, graph.nodes[node]) for node in sorted(touched))
    part.add_edges_from((source, target, {"relation": name}) for source, target, name in shown)
    return part


def _is_inverse(arrow: _Arrow, others: Container[_Arrow], relations: RelationTable) -> bool:
    """Tell whether the inverse of ``arrow`` is among the others and shown in its place."""
    source, target, relation = arrow
    inverse = relations.by_name[relation].inverse if relation in relations.by_name else ""
    if not inverse or (target, source, inverse) not in others:
        return False
    if inverse == relation:  # it leads both ways, and the first of the two ends has it
        return target < source
    names = list(relations.by_name)
    return names.index(inverse) < names.index(relation)


def export(graph: MultiDiGraph[str], stream: TextIO) -> None:
    """Write ``graph``, of which :func:`drawn` gives the part, to ``stream`` as a flowchart."""
    stream.writelines(_lines(graph))


def _lines(graph: MultiDiGraph[str]) -> Iterator[str]:
    nodes = sorted_nodes(graph)
    ids = {node: f"n{number}" for number, (node, _) in enumerate(nodes, 1)}
    background = fills(record for _, record in nodes)
    yield "flowchart LR\n"
    if (edges := graph.number_of_edges()) > DRAWABLE:
        yield f"  %% {edges} edges: Mermaid draws {DRAWABLE} unless maxEdges allows more\n"
    for node, record in nodes:
        kind = _class(str(record.get("kind") or "other"))
        yield f'  {ids[node]}["{_escaped(label(node, record))}"]:::{kind}\n'
    for source, target, _, record in sorted_edges(graph):
        relation = _escaped(str(record.get("relation", "")))
        yield f'  {ids[source]} -->|"{relation}"| {ids[target]}\n'
    used = {str(record.get("kind") or "") for _, record in nodes}
    for kind in sorted(used):
        name = _class(kind or "other")
        yield f"  classDef {name} fill:{background[kind]},stroke:#666666,color:#000000\n"


def _class(kind: str) -> str:
    """Return a class name; the prefix keeps it from being a keyword such as ``end``."""
    return "kind_" + re.sub(r"[^a-zA-Z0-9]", "_", kind)


def _escaped(text: str) -> str:
    """Write what Mermaid could take for syntax, Markdown or HTML as the entities it has for it."""
    line = _CONTROL.sub("\ufffd", " ".join(text.split())) or " "
    return _UNSAFE.sub(lambda found: f"{found[0][:-1]}#{ord(found[0][-1])};", line)
