"""The JSON that commands print: a file for each schema, and the published JSON Schema of it.

A file has the ``title``, the ``description`` and the ``version`` of a schema, what an ``item`` is,
and what stands ``beside`` the items. Parts that several share are in ``_shared.json``. What has no
items, since other programs prescribe its form, has a ``whole`` instead.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_HEAD: Mapping[str, Any] = {
    "root": {
        "description": "The folder of the knowledge base; `null` where none is meant.",
        "type": ["string", "null"],
    },
}


def output_names() -> list[str]:
    """Return the names of the schemas, sorted."""
    return sorted(path.stem for path in _FOLDER.glob("[a-z]*.json"))


@cache
def about(name: str) -> Mapping[str, Any]:
    """Return what the file of a schema says. Raises KeyError where there is none of that name."""
    path = _FOLDER / f"{name}.json"
    if name not in output_names():
        raise KeyError(name)
    found: Mapping[str, Any] = json.loads(path.read_bytes())
    return found


@cache
def shared() -> Mapping[str, Any]:
    """Return the parts that several schemas have, by name."""
    found: Mapping[str, Any] = json.loads((_FOLDER / "_shared.json").read_bytes())
    return found


def output_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of what a command prints. Raises KeyError for an unknown name."""
    told = about(name)
    head = {
        "$schema": _DIALECT,
        "$id": f"urn:codex-tools:output:{name}:{told['version']}",
        "title": told["title"],
        "description": told["description"],
    }
    return {**head, **(told.get("whole") or _enveloped(name, told))}


def _enveloped(name: str, told: Mapping[str, Any]) -> dict[str, Any]:
    parts = {"item": told["item"], **told.get("beside", {})}
    head = {
        "schema": {"description": "The name of this schema.", "const": name},
        "version": {"description": "Its version.", "const": told["version"]},
        **_HEAD,
    }
    items = {"description": told["items"], "type": "array", "items": told["item"]}
    return {
        "type": "object",
        "required": [*head, "items", *told.get("beside", {})],
        "properties": {**head, "items": items, **told.get("beside", {})},
        "$defs": {each: shared()[each] for each in sorted(_needed(parts))},
    }


def with_shared(
    schema: Mapping[str, Any], change: Callable[[Any], Any] = lambda part: part
) -> dict[str, Any]:
    """Return a schema with the shared parts that it refers to; ``change`` is applied to those."""
    parts = {name: change(shared()[name]) for name in sorted(_needed(schema))}
    return {**schema, "$defs": parts} if parts else {**schema}


def _needed(part: Any) -> set[str]:
    """Return the names of the shared parts that a part refers to, and those that they refer to."""
    found: set[str] = set()
    left = list(_references(part))
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += _references(shared()[name])
    return found


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from _references(each)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key == "$ref" and isinstance(value, str):
                yield value.removeprefix("#/$defs/")
            else:
                yield from _references(value)
