"""Documents → tuples of plain values, for other processes and the cache; and back.

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

Row = tuple[Any, ...]
"""What ``marshal`` can write."""


def dump(document: Document) -> Row:
    """Return a document as a row."""
    path, fields, has_front_matter, start, links, heading, problems, comments, *rest = document
    return (
        path,
        fields,
        has_front_matter,
        start,
        compact(links).flat,
        heading and tuple(heading),
        list(map(_problem_row, problems)),
        list(map(_suppression_row, comments)),
        *rest,
    )


def load(row: Row) -> Document:
    """Return the document of a row that :func:`dump` made."""
    path, fields, has_front_matter, start, links, heading, problems, comments, *rest = row
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


def _problem_row(problem: Problem) -> Row:
    return problem.kind, _place_row(problem.place), problem.message, problem.hint


def _suppression_row(comment: Suppression) -> Row:
    return (*comment[:3], tuple(comment.place), comment.reason)


def _problem(kind: str, place: Row | None, message: str, hint: str) -> Problem:
    return Problem(kind, _place(place), message, hint)


def _suppression(
    names: tuple[str, ...], whole: bool, lines: tuple[int, ...], place: tuple[int, int], reason: str
) -> Suppression:
    return Suppression(names, whole, lines, Span(*place), reason)


def _place_row(place: Place | None) -> Row | None:
    return None if place is None else (isinstance(place, FieldPath), *place)


def _place(row: Row | None) -> Place | None:
    if row is None:
        return None
    is_field, *rest = row
    return FieldPath(*rest) if is_field else Span(*rest)
