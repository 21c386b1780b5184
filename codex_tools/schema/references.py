"""A JSON Schema and its ``$ref`` → the part that is meant: of itself, or of a shipped schema.

A schema may be anybody's. Nothing is fetched or opened for it: other references are refused, and so
is a schema that would take longer to apply than its size deserves.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

MAX_DEPTH = 100
"""How deep a schema may be nested, its references followed."""

MAX_PARTS = 20_000
"""How many parts a schema may have, each counted as often as it is referred to."""

_DATA = frozenset({"const", "default", "enum", "examples"})
"""The keywords whose values are data and no schemas."""

_DYNAMIC = ("$dynamicRef", "$recursiveRef")

Schema = Mapping[str, Any]


class SchemaRefusedError(ValueError):
    """A schema refers to something that is not open to it, or takes too much to apply."""


def schema_folder() -> Path:
    """Return the folder of the shipped schemas: inside the package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "schemas"
    return inside if inside.is_dir() else package.parent / "schemas"


@cache
def shipped_schemas() -> Mapping[str, Schema]:
    """Return the shipped schemas by their ``$id``, sorted by file name."""
    import json

    paths = sorted(each for each in schema_folder().iterdir() if each.suffix == ".json")
    schemas = (json.loads(path.read_bytes()) for path in paths)
    return {schema["$id"]: schema for schema in schemas}


def retrieve(uri: str) -> Schema:
    """Return the shipped schema of an ``$id``. Raises SchemaRefusedError for any other address."""
    known = shipped_schemas().get(uri.removesuffix("#"))
    if known is None:
        raise SchemaRefusedError(f"`$ref: {uri}` leads out of the schema")
    return known


def resolve(schema: Schema, reference: str) -> tuple[Schema, Any]:
    """Return the schema that a reference leads to, and the part of it that is meant.

    ``reference`` is ``#``, a JSON pointer (RFC 6901) behind ``#``, or both behind the ``$id`` of a
    shipped schema. Raises SchemaRefusedError for anything else, and where there is nothing.
    """
    uri, _, pointer = reference.partition("#")
    whole = retrieve(uri) if uri else schema
    part: Any = whole
    for token in unquote(pointer).split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        part = _below(part, key)
        if part is None:
            raise SchemaRefusedError(f"`$ref: {reference}` leads to nothing")
    if pointer and not pointer.startswith("/"):
        raise SchemaRefusedError(f"`$ref: {reference}` is no JSON pointer")
    return whole, part


def _below(part: Any, key: str) -> Any:
    if isinstance(part, Mapping):
        return part.get(key)
    at = int(key) if key.isascii() and key.isdigit() and len(key) < 6 else -1
    return part[at] if isinstance(part, list) and 0 <= at < len(part) else None


def check_references(schema: Schema) -> None:
    """Raise SchemaRefusedError for references that :func:`resolve` refuses, circles, and bulk."""
    _Counter().count(schema, schema, 0)


class _Counter:
    """Counts the parts of a schema, each as often as it is applied to one value."""

    def __init__(self) -> None:
        self._known: dict[int, int] = {}
        self._open: set[int] = set()

    def count(self, whole: Schema, part: Any, depth: int) -> int:
        if not isinstance(part, Mapping | list):
            return 0
        if depth > MAX_DEPTH:
            raise SchemaRefusedError("it is nested too deeply")
        if id(part) in self._open:
            raise SchemaRefusedError("its `$ref` go in a circle")
        if id(part) not in self._known:
            self._open.add(id(part))
            inner = (self.count(*each, depth + 1) for each in _parts(whole, part))
            self._known[id(part)] = 1 + sum(inner)
            self._open.remove(id(part))
        if self._known[id(part)] > MAX_PARTS:
            raise SchemaRefusedError(f"it has more than {MAX_PARTS:,} parts")
        return self._known[id(part)]


def _parts(whole: Schema, part: Any) -> Iterator[tuple[Schema, Any]]:
    """Yield what a part of a schema is made of, each with the schema that it stands in."""
    if isinstance(part, list):
        yield from ((whole, each) for each in part)
        return
    for key, value in part.items():
        if key == "$ref" and isinstance(value, str):
            yield resolve(whole, value)
        elif key in _DYNAMIC and isinstance(value, str):
            raise SchemaRefusedError(f"`{key}` is not supported")
        elif key not in _DATA:
            yield whole, value
