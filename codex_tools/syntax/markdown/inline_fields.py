"""Fields in the text of a body, as Dataview and others write them → the links that they hold.

Read are ``supports:: [[a]], [[b]]`` on a line of its own, ``[supports:: [[a]]]`` and
``(supports:: [[a]])`` anywhere, and list items such as ``- supports [[a]]``. Case makes no
difference, nor do blanks, hyphens and underscores in a name. As in a front matter, the links that
stand before any words are the values of a field; those after words are mentions.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from operator import itemgetter

from codex_tools.model import Span
from codex_tools.syntax.markdown.body_links import BodyLinks, Packed, begin_of, typed

_ITEM = rb"(?:[-*+]|\d{1,9}[.)])[ \t]++(?:\[[^\[\]\n]\][ \t]++)?+"
_MARKS = rb"[*_]{0,3}+"
_FORM = (
    rb"(?m:^[ \t>]*+(?P<item>(?:%(item)b[ \t>]*+)++)?+%(marks)b|[\[(][ \t]*+)"
    rb"(?P<name>%(names)b)"
    rb"(?:%(marks)b[ \t]*+::%(marks)b|(?(item)%(marks)b:?+%(marks)b(?=[ \t])|(?!)))"
    rb"(?P<values>(?:[ \t,;]*+(?:!?\[\[[^\[\]\n]++\]\]|!?\[[^\[\]\n]*+\]\([^()\n]*+\)))++)"
)
"""A field and the links that follow; the name in front of them needs no colons in a list item."""


def with_fields(links: BodyLinks, data: bytes, start: int, names: Mapping[str, str]) -> BodyLinks:
    """Return the links of the body of ``data`` from ``start`` on, each that is the value of a field
    with the relation of that field.

    ``names`` maps the names of fields to the relations that they hold.
    """
    if not names or not links:
        return links
    spans = list(_fields(data, start, names))
    return BodyLinks.of(_typed(links.forms(), spans)) if spans else links


def field_spans(data: bytes, start: int, names: Mapping[str, str]) -> Iterator[Span]:
    """Yield where the fields of a body stand, with their names and values."""
    pattern = _pattern(tuple(names.items()))[0] if names else None
    return (Span(*found.span()) for found in pattern.finditer(data, start)) if pattern else iter(())


_Field = tuple[int, int, str, str]
"""Where the values of a field begin and end, the relation that it holds, the name as written."""


def _fields(data: bytes, start: int, names: Mapping[str, str]) -> Iterator[_Field]:
    pattern, relations = _pattern(tuple(names.items()))
    for found in pattern.finditer(data, start):
        name = found["name"].decode()
        yield *found.span("values"), relations[_folded(name)], name


def _typed(forms: Iterator[Packed], fields: list[_Field]) -> Iterator[Packed]:
    """Yield forms of links, in the order of their places as far as fields are."""
    for form in forms:
        begin = begin_of(form)
        field = _holding(fields, begin)
        yield typed(form, field[2], field[3]) if field else form


def _holding(fields: list[_Field], offset: int) -> _Field | None:
    number = bisect_right(fields, offset, key=itemgetter(0)) - 1
    return fields[number] if number >= 0 and offset < fields[number][1] else None


@lru_cache(maxsize=4)
def _pattern(names: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[bytes], Mapping[str, str]]:
    longest_first = sorted((name for name, _ in names), key=len, reverse=True)
    parts = b"|".join(
        b"[ _-]".join(map(_escaped, _folded(name).split("_"))) for name in longest_first
    )
    form = _FORM % {b"item": _ITEM, b"marks": _MARKS, b"names": parts}
    return re.compile(form, re.IGNORECASE), {_folded(name): to for name, to in names}


def _escaped(word: str) -> bytes:
    return re.escape(word).encode()


def _folded(name: str) -> str:
    return re.sub(r"[\s_-]", "_", name).casefold()
