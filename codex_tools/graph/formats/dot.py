"""The DOT language of Graphviz (https://graphviz.org/doc/info/lang.html).

Names and values are double-quoted: ``"`` becomes ``\\"``, a backslash ``\\\\``, line breaks ``\\n``
and ``\\r``, what else is not to be printed ``\\\\uXXXX``. All attributes are written, ``None`` left
out, a list as its JSON text; ``label`` and ``fillcolor`` are added for drawing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from textwrap import wrap
from typing import TYPE_CHECKING, TextIO

from codex_tools.graph.formats._memo import Memo
from codex_tools.graph.formats._style import fills, label
from codex_tools.graph.formats._walk import sorted_edges, sorted_nodes
from codex_tools.runtime import lazy_regex
from codex_tools.runtime.printable import COMMAND, UNSAFE

if TYPE_CHECKING:
    from networkx import MultiDiGraph

_HEAD = """\
  rankdir=LR;
  node [shape=box, style="rounded,filled", fontname="sans-serif"];
  edge [fontname="sans-serif", fontsize=10];
"""
_LINE = 32
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"}
_SPECIAL = lazy_regex.compile(f'(?!\t)[\\\\"{UNSAFE}]|{COMMAND}')
_PLAIN = lazy_regex.compile(
    r"(?!(?:node|edge|graph|digraph|subgraph|strict)$)[a-z_][a-z0-9_]*", re.I | re.A
)


def export(graph: MultiDiGraph[str], stream: TextIO) -> None:
    """Write ``graph`` to ``stream`` as a DOT digraph."""
    stream.writelines(_lines(graph))


def _lines(graph: MultiDiGraph[str]) -> Iterator[str]:
    names = Memo(lambda name: name if _PLAIN.fullmatch(name) else _quoted(name))
    texts = Memo(_quoted)
    yield f"digraph {_quoted(str(graph.graph.get('name', '')))} {{\n{_HEAD}"
    nodes = sorted_nodes(graph)
    background = fills(record for _, record in nodes)
    for node, record in nodes:
        fill = background[str(record.get("kind") or "")]
        shown = {"label": _label(node, record), "fillcolor": fill}
        yield f"  {_quoted(node)} [{_attributes(shown | dict(record), names, texts)}];\n"
    for source, target, _, record in sorted_edges(graph):
        shown = {"label": _entities(str(record.get("relation", "")))}
        values = _attributes(shown | dict(record), names, texts)
        yield f"  {_quoted(source)} -> {_quoted(target)} [{values}];\n"
    yield "}\n"


def _attributes(record: Mapping[str, object], names: Memo, texts: Memo) -> str:
    return ", ".join(
        f"{names[name]}={texts[_text(value)]}"
        for name, value in sorted(record.items())
        if value is not None
    )


def _text(value: object) -> str:
    if isinstance(value, str):
        return str(value)
    return json.dumps(value, ensure_ascii=False, default=str)


def _label(node: str, record: Mapping[str, object]) -> str:
    return _entities("\n".join(wrap(label(node, record), _LINE)))


def _entities(text: str) -> str:
    """Protect ``&``, which begins an HTML entity in a label and nowhere else."""
    return text.replace("&", "&amp;")


def _quoted(text: str) -> str:
    return f'"{_SPECIAL.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\\\u{ord(found[0]):04x}"
