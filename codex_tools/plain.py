"""Documents and notes as plain tuples and back: what goes between processes and into the cache.

Tuples of plain values take a fraction of the time and the room that objects of classes take.
"""

from __future__ import annotations

from itertools import starmap
from sys import intern
from typing import Any

from codex_tools.body_links import BodyLinks, compact
from codex_tools.model import (
    NOTHING,
    Document,
    FieldPath,
    Heading,
    Link,
    Note,
    Place,
    Problem,
    Span,
    Suppression,
    Syntax,
)
from codex_tools.naming import stem
from codex_tools.references import field_place

Plain = tuple[Any, ...]

_SYNTAX = {each.value: each for each in Syntax}


def to_plain(document: Document) -> Plain:
    """Return a document as a tuple of what ``marshal`` can write."""
    path, fields, has_front_matter, start, links, heading, problems, comments, size = document
    return (
        path,
        fields,
        has_front_matter,
        start,
        compact(links).packed,
        heading and tuple(heading),
        list(map(_plain_problem, problems)),
        list(map(_plain_suppression, comments)),
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
        BodyLinks.unpacked(links),
        heading and Heading(*heading),
        tuple(starmap(_problem, problems)) if problems else (),
        tuple(starmap(_suppression, comments)) if comments else (),
        size,
    )


def note_to_plain(note: Note) -> Plain:
    """Return a note as a tuple of what ``marshal`` can write."""
    _, _, kind, title, document, fields, links, renamed = note
    return (
        to_plain(document),
        kind,
        title,
        None if fields is document.fields else fields,
        list(map(_plain_link, links)),
        renamed,
    )


def note_from_plain(plain: Plain) -> Note:
    """Return the note that :func:`note_to_plain` made a tuple of."""
    rest, kind, title, fields, links, renamed = plain
    document = from_plain(rest)
    path, found = document.path, tuple(starmap(_link, links))
    fields = document.fields if fields is None else fields
    name = intern(stem(path))
    return Note(path, name, kind, title, document, fields, found, renamed or NOTHING)


def _plain_link(link: Link) -> Plain:
    """A reference of a front matter, which stands at a path of keys."""
    relation, raw, target, place, syntax, *rest = link
    return relation, raw, target, place[0], syntax.value, *rest


def _link(relation: str, raw: str, target: str, keys: Any, syntax: str, *rest: Any) -> Link:
    return Link(relation, raw, target, field_place(keys), _SYNTAX[syntax], *rest)


def _plain_problem(problem: Problem) -> Plain:
    return problem.kind, _plain_place(problem.place), problem.message, problem.hint


def _plain_suppression(comment: Suppression) -> Plain:
    return (*comment[:3], tuple(comment.place), comment.reason)


def _problem(kind: str, place: Plain | None, message: str, hint: str) -> Problem:
    return Problem(kind, _place(place), message, hint)


def _suppression(
    names: tuple[str, ...], whole: bool, lines: tuple[int, ...], place: tuple[int, int], reason: str
) -> Suppression:
    return Suppression(names, whole, lines, Span(*place), reason)


def _plain_place(place: Place | None) -> Plain | None:
    return None if place is None else (isinstance(place, FieldPath), *place)


def _place(plain: Plain | None) -> Place | None:
    if plain is None:
        return None
    is_field, *rest = plain
    return FieldPath(*rest) if is_field else Span(*rest)
