"""Documents as plain tuples and back: what goes between processes and into the cache.

Tuples of plain values take a fraction of the time and the room that objects of classes take. The
texts of links come from many documents, and are held once.
"""

from __future__ import annotations

from itertools import starmap
from sys import intern
from typing import Any

from codex_tools.model import (
    Document,
    FieldPath,
    Heading,
    Place,
    Problem,
    Span,
    Suppression,
)
from codex_tools.syntax.markdown.body_links import BodyLinks, compact

Plain = tuple[Any, ...]


def to_plain(document: Document) -> Plain:
    """Return a document as a tuple of what ``marshal`` can write."""
    path, fields, has_front_matter, start, links, heading, problems, comments, *rest = document
    return (
        path,
        fields,
        has_front_matter,
        start,
        compact(links).flat,
        heading and tuple(heading),
        list(map(_plain_problem, problems)),
        list(map(_plain_suppression, comments)),
        *rest,
    )


def from_plain(plain: Plain) -> Document:
    """Return the document that :func:`to_plain` made a tuple of."""
    path, fields, has_front_matter, start, links, heading, problems, comments, *rest = plain
    texts, offsets = links
    return Document(
        path,
        fields,
        has_front_matter,
        start,
        BodyLinks((tuple([intern(one) if type(one) is str else one for one in texts]), offsets)),
        heading and Heading(*heading),
        tuple(starmap(_problem, problems)) if problems else (),
        tuple(starmap(_suppression, comments)) if comments else (),
        *rest,
    )


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
