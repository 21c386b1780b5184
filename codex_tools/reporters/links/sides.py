"""A claim and a source side by side, or one above the other, with what they share marked."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import click

from codex_tools.runtime import lazy_regex
from codex_tools.runtime.printable import printable

_START, _END = "\ue000", "\ue001"
_TOKEN = lazy_regex.compile(r"\d[\d,.]*\d|[^\W_]+")
_MARK = lazy_regex.compile(f"[\r{_START}{_END}]")
_SIDE_BY_SIDE = 90
_GAP = " │ "
_BODY_LINES = 14


@dataclass(frozen=True, slots=True)
class Side:
    """One of two texts: what it is, its fields in a line each, and its body."""

    title: str
    fields: Sequence[tuple[str, str]]
    body: str


def both_sides(
    sides: tuple[Side, Side], shared: Collection[str], width: int, coloured: bool
) -> str:
    """Return two texts for a terminal of this width.

    ``shared`` are words in comparable form, and figures.
    """
    narrow = width < _SIDE_BY_SIDE
    column = max(20, width if narrow else (width - len(_GAP)) // 2)
    left, right = (list(_lines(side, shared, column)) for side in sides)
    if narrow:
        rows = [*left, "─" * column, *right]
    else:
        pairs = zip_longest(left, right, fillvalue="")
        rows = [f"{_padded(one, column, coloured)}{_GAP}{other}" for one, other in pairs]
    return "\n".join(_shown(row, coloured).rstrip() for row in rows)


def _lines(side: Side, shared: Collection[str], column: int) -> Iterator[str]:
    yield from _wrapped(side.title, column)
    for name, value in side.fields:
        if value.strip():
            yield from _wrapped(f"{name}: {_marked(_clean(value), shared)}", column)
    yield ""
    body = [
        line
        for text in _telling(side.body, shared)
        for line in _wrapped(_marked(text, shared), column)
    ]
    yield from body[:_BODY_LINES]
    if len(body) > _BODY_LINES:
        yield "…"


def _telling(body: str, shared: Collection[str]) -> list[str]:
    """Return the paragraphs of a body, those that share something with the other text first."""
    parts = [" ".join(part.split()) for part in re.split(r"\n\s*\n|\n(?=#)", _clean(body))]
    ranked = sorted(
        (-len({key for _, key in _tokens(part) if key in shared}), number, part)
        for number, part in enumerate(parts)
        if part
    )
    return [part for _, _, part in ranked]


def _tokens(text: str) -> Iterator[tuple[re.Match[str], str]]:
    from codex_tools.linking.text.figures import figures
    from codex_tools.linking.text.words import content_words

    for match in _TOKEN.finditer(text):
        token = match.group()
        yield match, next(iter([*figures(token), *content_words(token)]), "")


def _marked(text: str, shared: Collection[str]) -> str:
    pieces, last = [], 0
    for match, key in _tokens(text):
        if key in shared:
            pieces += [text[last : match.start()], _START, match.group(), _END]
            last = match.end()
    return "".join([*pieces, text[last:]])


def _clean(text: str) -> str:
    """Return a text without what could drive a terminal, and without our own marks."""
    return printable(_MARK.sub(" ", text), keep="\n\t")


def _wrapped(text: str, column: int) -> Iterable[str]:
    return textwrap.wrap(text, column) or [""]


def _padded(text: str, column: int, coloured: bool) -> str:
    plain = text.replace(_START, "").replace(_END, "") if coloured else text
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in plain)
    return text + " " * (column - len(plain) - wide)


def _shown(text: str, coloured: bool) -> str:
    if not coloured:
        return text.replace(_START, "*").replace(_END, "*")
    start, end = click.style("|", fg="yellow", bold=True).split("|")
    return text.replace(_START, start).replace(_END, end)
