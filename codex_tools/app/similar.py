"""A text → the notes whose titles say the same, the opposite, or something like it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import words
from codex_tools.base.opposites import FILLERS, NEGATIONS, OPPOSITES
from codex_tools.base.text import STOP_WORDS, singular
from codex_tools.model import Note, Role
from codex_tools.runtime import lazy_regex

_APOSTROPHES = lazy_regex.compile("['\u2019]")

LEAST = 0.35
"""How alike two texts are at least, by the weight of the words that they share."""

_SURE = 3
"""How many telling words two titles share at least that say the same, or the opposite."""


class Likeness(StrEnum):
    """How a note is like a text; the first is the closest."""

    SAME = "same"
    OPPOSITE = "opposite"
    SIMILAR = "similar"


class Alike(NamedTuple):
    """A note that is like a text, from 0 to 1."""

    note: Note
    likeness: Likeness
    score: float


_SILENT = (STOP_WORDS | FILLERS | NEGATIONS) - OPPOSITES.keys()


class _Said(NamedTuple):
    """The telling words of a text, opposites as one, and whether it denies what they say."""

    words: frozenset[str]
    is_denied: bool


def similar(
    base: KnowledgeBase, text: str, most: int = 10, without: Collection[str] = ()
) -> list[Alike]:
    """Return the notes whose titles are like a text, the closest first.

    Two titles are the same when they have the same telling words, and opposites when one of them
    differs by a negation or by a word for the contrary. Otherwise they are as alike as the weight
    of the words that they share: the coefficient of Dice, "Measures of the amount of ecologic
    association between species", Ecology 26 (1945), where a rare word weighs more.
    Claims and notes of kinds without a role are compared, not sources; ``without`` are paths.
    """
    wanted = _said(text)
    notes = [
        note
        for note in base.notes.values()
        if note.role is not Role.SOURCE and note.path not in without
    ]
    said = [_said(note.title) for note in notes]
    weigh = _Weights([wanted, *said])
    found = (_alike(note, wanted, each, weigh) for note, each in zip(notes, said, strict=True))
    order = list(Likeness)
    ranked = sorted(
        (each for each in found if each is not None),
        key=lambda each: (order.index(each.likeness), -each.score, each.note.path),
    )
    return ranked[:most]


def _said(text: str) -> _Said:
    telling, denials = set[str](), 0
    for word in words(_APOSTROPHES.sub("", text)):
        pair, is_contrary = OPPOSITES.get(singular(word), (singular(word), False))
        denials += is_contrary or word in NEGATIONS
        if word not in _SILENT:
            telling.add(pair)
    return _Said(frozenset(telling), denials % 2 == 1)


class _Weights:
    """The weight of words by how few titles have them."""

    def __init__(self, every: Sequence[_Said]) -> None:
        self._counts = Counter(word for each in every for word in each.words)
        self._total = len(every)

    def of(self, some: Iterable[str]) -> float:
        return sum(math.log(1 + self._total / self._counts[word]) for word in some)


def _alike(note: Note, wanted: _Said, said: _Said, weigh: _Weights) -> Alike | None:
    shared = wanted.words & said.words
    if not shared:
        return None
    score = 2 * weigh.of(shared) / (weigh.of(wanted.words) + weigh.of(said.words))
    if wanted.words == said.words and len(shared) >= _SURE:
        agrees = wanted.is_denied == said.is_denied
        return Alike(note, Likeness.SAME if agrees else Likeness.OPPOSITE, score)
    return Alike(note, Likeness.SIMILAR, score) if score >= LEAST else None
