"""A name that says nearly the same in other words → the one that was meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from math import log

from codex_tools.base.names import signs, words
from codex_tools.base.resolver.suggest.word_index import WordIndex

_FINE = 2**20
"""Weights are whole numbers of such parts, so that sums do not depend on their order."""

_ENOUGH = 0.8
"""The share of the words of each of two names, weighed by rarity, that they have to share."""

_FEWEST = 3
"""So many words a name has to have."""

_TRIED = 5
_LOOKED_AT = 400
"""How many entries of the index are looked at for one name, so that a large base stays fast."""


class Likeness:
    """Finds the path whose name shares most of its words with another, rare words counting more."""

    def __init__(self, index: WordIndex) -> None:
        self._index = index
        self._weighed: dict[int, tuple[frozenset[str], int]] = {}

    @cached_property
    def _rarity(self) -> dict[str, int]:
        """The inverse document frequency of each word (Spärck Jones, 1972)."""
        by_word, total = self._index.by_word, len(self._index.paths)
        weights = {each: self._weight_of(total / each) for each in set(map(len, by_word.values()))}
        return {word: weights[len(names)] for word, names in by_word.items()}

    @staticmethod
    def _weight_of(ratio: float) -> int:
        return round(log(1 + ratio) * _FINE)

    def find(self, name: str) -> list[str]:
        """Return the path of the nearest name, if one is near enough and no other as near."""
        near = self._search(frozenset(words(name)))
        own = signs(name) if near else ""
        names, paths = self._index.names, self._index.paths
        return [paths[number] for number in near if signs(names[number]) == own]

    def _search(self, wanted: frozenset[str]) -> list[int]:
        known = wanted & self._rarity.keys()
        weight = self._weight(known)
        unknown = len(wanted) - len(known)
        whole = weight + (unknown and unknown * self._weight_of(len(self._index.paths)))
        if len(wanted) < _FEWEST or weight < _ENOUGH * whole:
            return []
        likeness = {
            number: self._likeness(wanted, whole, number) for number in self._candidates(known)
        }
        best = max(likeness.values(), default=0.0)
        return [number for number, value in likeness.items() if value == best >= _ENOUGH]

    def _candidates(self, wanted: Iterable[str]) -> list[int]:
        """The names that share most, judged by the rarer half of the words alone, and only by so
        many of them as few names have."""
        rarity, by_word = self._rarity, self._index.by_word
        known = sorted(wanted, key=lambda word: (-rarity[word], word))
        shared: dict[int, int] = defaultdict(int)
        looked_at = 0
        for word in known[: max(4, len(known) // 2)]:
            looked_at += len(by_word[word])
            if looked_at > _LOOKED_AT:
                break
            weight = rarity[word]
            for number in by_word[word]:
                shared[number] += weight
        return sorted(sorted(shared), key=shared.__getitem__, reverse=True)[:_TRIED]

    def _likeness(self, wanted: frozenset[str], whole: int, number: int) -> float:
        """The share of two names that both have, of the one that weighs more."""
        if number not in self._weighed:
            name = frozenset(words(self._index.names[number]))
            self._weighed[number] = name, self._weight(name)
        have, weight = self._weighed[number]
        return self._weight(wanted & have) / max(whole, weight)

    def _weight(self, known: Iterable[str]) -> int:
        return sum(map(self._rarity.__getitem__, known))
