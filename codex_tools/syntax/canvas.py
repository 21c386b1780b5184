"""Canvases of Obsidian (JSON Canvas 1.0): the texts in them that name files, and where they stand.

A canvas is changed at the places of its texts and never written anew, so that all else stays.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from codex_tools.model import Span
from codex_tools.runtime import lazy_regex

_TOKEN = lazy_regex.compile(r'"((?:[^"\\]|\\.)*)"(\s*:)?|[{}]')
_LETTER = lazy_regex.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]"
)
"""A letter as it is written; one beyond the first 65,536 may be two."""


class Text(NamedTuple):
    """A text under a key of an object.

    ``owner`` numbers the objects, ``written`` is what stands between the quotes, ``place`` where,
    in bytes.
    """

    key: str
    owner: int
    value: str
    written: str
    place: Span

    def span(self, part: Span) -> Span:
        """Return where a part of the value stands; it is given in bytes of the value's UTF-8."""
        known = offset = 0
        ends = {}
        for letter in _LETTER.finditer(self.written):
            ends[known] = offset
            known += len(_read(letter[0]).encode("utf-8", "surrogatepass"))
            offset += len(letter[0].encode())
        ends[known] = offset
        return Span(self.place.start + ends[part.start], self.place.start + ends[part.end])


def find_texts(data: bytes) -> Iterator[Text]:
    """Yield the texts of a canvas in file order. Raises ValueError for what is no JSON."""
    text = data.decode()
    try:
        json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    owners, objects, key = [0], 0, ""
    known = offset = 0
    for token in _TOKEN.finditer(text):
        if token[0] == "{":
            objects += 1
            owners.append(objects)
        elif token[0] == "}":
            owners.pop()
        elif token[2]:
            key = _read(token[1])
            continue
        elif key:
            offset += len(text[known : token.start(1)].encode())
            known = token.start(1)
            place = Span(offset, offset + len(token[1].encode()))
            yield Text(key, owners[-1], _read(token[1]), token[1], place)
        key = ""


def _read(written: str) -> str:
    text: str = json.loads(f'"{written}"')
    return text


def encoded(text: str) -> str:
    """Return a text as it is written between the quotes of JSON."""
    return json.dumps(text, ensure_ascii=False)[1:-1]
