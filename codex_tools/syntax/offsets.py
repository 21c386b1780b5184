"""Offsets in characters, offsets in bytes, lines and columns."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate

from codex_tools.model import Span

_STEP = 1_024
"""How many characters lie between two marks at which the length is known."""


def char_to_byte_span(text: str, span: Span, base: int) -> Span:
    """Turn character offsets within ``text`` into byte offsets within the file."""
    start, end = (encoded_length(text, offset) for offset in span)
    return Span(base + start, base + end)


def encoded_length(text: str, end: int, encoding: str = "utf-8") -> int:
    """Return how many bytes the characters before ``end`` take.

    That takes the same time wherever ``end`` is in a text that is asked about again.
    """
    if text.isascii() and encoding == "utf-8":
        return min(end, len(text))
    mark = min(end, len(text)) // _STEP
    return _marks(text, encoding)[mark] + _length(text[mark * _STEP : end], encoding)


@lru_cache(maxsize=4)
def _marks(text: str, encoding: str) -> list[int]:
    parts = (text[start : start + _STEP] for start in range(0, len(text), _STEP))
    return [0, *accumulate(_length(part, encoding) for part in parts)]


def _length(text: str, encoding: str) -> int:
    return len(text.encode(encoding, "surrogatepass"))
