"""What the XML formats share: the table of typed attributes that heads a file, and its rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from types import NoneType
from typing import NamedTuple

from codex_tools.graph.formats._memo import Memo
from codex_tools.runtime.xml_text import escaped

_TYPES = {bool: "boolean", int: "long", float: "double"}
_FLOATS = {"inf": "INF", "-inf": "-INF", "nan": "NaN"}


class Column(NamedTuple):
    """An attribute with its type; one that has values of two types has two columns."""

    name: str
    type: str
    id: str


def columns(prefix: str, records: Iterable[Mapping[str, object]]) -> list[Column]:
    """Return the columns that ``records`` need, sorted, with ids that begin with ``prefix``."""
    found = {(name, type(value)) for record in records for name, value in record.items()}
    typed = {(name, _type(kind)) for name, kind in found if kind is not NoneType}
    return [Column(*pair, f"{prefix}{number}") for number, pair in enumerate(sorted(typed))]


def renderer(
    table: Iterable[Column], head: str, tail: str
) -> Callable[[Mapping[str, object]], str]:
    """Return a function that writes the attributes of a node or an edge, ``None`` left out.

    ``head`` and ``tail`` enclose each value; ``head`` has ``{}`` where the id of the column goes.
    """
    heads = {(column.name, column.type): head.format(column.id) for column in table}
    names = sorted({name for name, _ in heads})
    texts = {name: Memo(_cell(heads.get((name, "string"), ""), tail)) for name in names}.items()

    def render(record: Mapping[str, object]) -> str:
        cells = ""
        for name, cell in texts:
            value = record.get(name)
            if type(value) is str:
                cells += cell[value]
            elif value is not None:
                cells += heads[name, _TYPES.get(type(value), "string")] + _written(value) + tail
        return cells

    return render


def _cell(head: str, tail: str) -> Callable[[str], str]:
    return lambda text: head + escaped(text) + tail


def _type(kind: type) -> str:
    return _TYPES.get(kind, "string")


def _written(value: object) -> str:
    if isinstance(value, float):
        text = repr(value)
        return _FLOATS.get(text, text)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, (list, tuple, dict)):
        return escaped(json.dumps(value, ensure_ascii=False, default=str))
    return escaped(str(value))
