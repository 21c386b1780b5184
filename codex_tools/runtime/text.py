"""Words and numbers → parts of messages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import AnyStr

VOWELS = frozenset("aeio")
"""The letters before which `a` becomes `an`; behind `u` it depends on the sound."""


def closest(word: str, known: Iterable[str], least: float = 0.6) -> str:
    """Return the known word that is most like ``word``, or the empty string when none is.

    ``least`` is the ratio of ``difflib`` that counts as like, from 0 to 1.
    """
    return _closest(word, tuple(known), least)


@cache
def _closest(word: str, known: tuple[str, ...], least: float) -> str:
    """The same, remembered: in a large knowledge base one mistake is made many times."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, known, 1, least)), "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the known word most like ``word``, or the empty string."""
    close = closest(word, known)
    return f"; did you mean `{close}`?" if close else ""


def among(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the known word most like ``word``, or else all of them."""
    words = sorted(known)
    return did_you_mean(word, words) or f"; there are {', '.join(words) or 'none'}"


def with_article(noun: str) -> str:
    """Return a noun behind its article: ``a claim``, ``an index``."""
    return f"{'an' if noun[:1].lower() in VOWELS else 'a'} {noun}"


def pluralise(number: int, noun: str) -> str:
    """Return a number with its noun in the right form: ``1 file``, ``1,214 files``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _and_more(rest: int) -> str:
    return f" and {rest} more"


def abridged(
    items: Sequence[str], most: int, joint: str, more: Callable[[int], str] = _and_more
) -> str:
    """Join the first ``most`` items; where there are others, ``more`` ends it with their number."""
    rest = len(items) - most
    return joint.join(items[:most]) + (more(rest) if rest > 0 else "")


def without(text: AnyStr, start: AnyStr, end: AnyStr) -> AnyStr:
    """Return ``text`` without what stands between ``start`` and the next ``end``, both included."""
    parts: list[AnyStr] = []
    last = 0
    while (begins := text.find(start, last)) >= 0:
        ends = text.find(end, begins + len(start))
        if ends < 0:
            break
        parts.append(text[last:begins])
        last = ends + len(end)
    parts.append(text[last:])
    return text[:0].join(parts)
