"""Documents as plain tuples and back: what goes between processes and into the cache.

Tuples of plain values take a fraction of the time and the room that objects of classes take. The
texts of links come from many documents, and are held once.
"""

from __future__ import annotations

from collections.abc import Sequence
from sys import intern
from typing import Any

from codex_tools.body_links import BodyLinks, Flat, Packed, pack
from codex_tools.model import (
    Document,
    FieldPath,
    Heading,
    Link,
    Place,
    Problem,
    Span,
    Suppression,
)

Plain = tuple[Any, ...]


def to_plain(document: Document) -> Plain:
    """Return a document as a tuple of what ``marshal`` can write."""
    path, fields, has_front_matter, start, links, heading, problems, comments, size = document
    return (
        path,
        fields,
        has_front_matter,
        start,
        _flat(links),
        heading and tuple(heading),
        [(each.kind, _plain_place(each.place), each.message, each.hint) for each in problems],
        [(*each[:3], tuple(each.place), each.reason) for each in comments],
        size,
    )


def from_plain(plain: Plain) -> Document:
    """Return the document that :func:`to_plain` made a tuple of."""
    path, fields, has_front_matter, start, links, heading, problems, comments, size = plain
    return Document(
        path,
        fields,
        has_front_matter,
        start,
        BodyLinks((tuple([_shared(text) for text in links[0]]), links[1])),
        heading and Heading(*heading),
        tuple(Problem(kind, _place(place), *words) for kind, place, *words in problems),
        tuple(
            Suppression(names, whole, lines, Span(*place), reason)
            for names, whole, lines, place, reason in comments
        ),
        size,
    )


def _shared(text: str | Packed) -> str | Packed:
    return intern(text) if isinstance(text, str) else text


def _flat(links: Sequence[Link]) -> Flat:
    return (links if isinstance(links, BodyLinks) else BodyLinks.of(map(pack, links))).flat


def _plain_place(place: Place | None) -> Plain | None:
    return None if place is None else (isinstance(place, FieldPath), *place)


def _place(plain: Plain | None) -> Place | None:
    if plain is None:
        return None
    is_field, *rest = plain
    return FieldPath(*rest) if is_field else Span(*rest)
