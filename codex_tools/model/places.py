"""Places in files, and what changes there.

Offsets are byte offsets into the file as it is on disk.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

NOTHING: Mapping[str, Any] = {}


class Span(NamedTuple):
    """A place in a file: byte offsets, end exclusive."""

    start: int
    end: int


class FieldPath(NamedTuple):
    """A place in a front matter: keys and list indices from the top, such as ``("supports", 0)``.

    ``on_key`` points at the last key itself instead of its value.
    """

    keys: tuple[str | int, ...]
    on_key: bool = False


Place = Span | FieldPath


field_place = lru_cache(maxsize=4096)(FieldPath)
"""The same places occur in many documents, and are held once."""


class Edit(NamedTuple):
    """Replace the bytes ``start:end`` by ``content``."""

    start: int
    end: int
    content: bytes


class FileEdit(NamedTuple):
    """Replace the bytes ``start:end`` of the file at ``path`` by ``text``."""

    path: str
    start: int
    end: int
    text: str


class Replace(NamedTuple):
    """A change: the reference at ``place`` of the file at ``path`` gets the text ``new``."""

    path: str
    place: Place
    new: str


class Append(NamedTuple):
    """A change: the front matter list ``name`` of the file at ``path`` gets the entry ``item``.

    Where there is a ``key``, the entry is a mapping that says ``item`` under it.
    """

    path: str
    name: str
    item: str
    key: str = ""


class Remove(NamedTuple):
    """A change: the front matter list ``name`` of the file at ``path`` loses the entry of a number.

    No fix makes it, only somebody who said so.
    """

    path: str
    name: str
    entry: int


class Assign(NamedTuple):
    """A change: the front matter field ``name`` of the file at ``path`` gets the text ``value``."""

    path: str
    name: str
    value: str


Change = Replace | Append | Remove | Assign


class Applicability(StrEnum):
    """Whether a fix may be applied without asking."""

    SAFE = "safe"
    UNSAFE = "unsafe"


class Fix(NamedTuple):
    """A repair: what it does in words, the changes it makes together, and whether it is safe."""

    title: str
    changes: tuple[Change, ...]
    applicability: Applicability = Applicability.SAFE
