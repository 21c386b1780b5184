"""A name that says nearly the same in other words → the one that was meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from math import log

from codex_tools.base.names import signs, stem, words

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

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = sorted(paths)
        self._weighed: dict[int, tuple[frozenset[str], int]] = {}

    def _name(self, number: int) -> frozenset[str]:
        return frozenset(words(stem(self._paths[number])))

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for number, path in enumerate(self._paths):
            for word in words(stem(path)):
                names = index.get(word)
                if names is None:
                    index[word] = [number]
                elif names[-1] != number:
                    names.append(number)
        return index

    @cached_property
    def _rarity(self) -> dict[str, int]:
        """The inverse document frequency of each word (Spärck Jones, 1972)."""
        total, many = len(self._paths), set(map(len, self._index.values()))
        weights = {each: self._weight_of(total / each) for each in many}
        return {word: weights[len(names)] for word, names in self._index.items()}

    @staticmethod
    def _weight_of(ratio: float) -> int:
        return round(log(1 + ratio) * _FINE)

    def find(self, name: str) -> list[str]:
        """Return the path of the nearest name, if one is near enough and no other as near."""
        near, own = self._search(frozenset(words(name))), signs(name)
        return [path for path in near if signs(stem(path)) == own]

    def _search(self, wanted: frozenset[str]) -> list[str]:
        if len(wanted) < _FEWEST:
            return []
        whole = self._weight(wanted)
        likeness = {
            number: self._likeness(wanted, whole, number) for number in self._candidates(wanted)
        }
        best = max(likeness.values(), default=0.0)
        near = [number for number, value in likeness.items() if value == best >= _ENOUGH]
        return [self._paths[number] for number in near]

    def _candidates(self, wanted: frozenset[str]) -> list[int]:
        """The names that share most, judged by the rarer half of the words alone, and only by so
        many of them as few names have."""
        rarity = self._rarity
        known = [word for word in wanted if word in rarity]
        known.sort(key=lambda word: (-rarity[word], word))
        shared: dict[int, int] = defaultdict(int)
        looked_at = 0
        for word in known[: max(4, len(known) // 2)]:
            looked_at += len(self._index[word])
            if looked_at > _LOOKED_AT:
                break
            weight = rarity[word]
            for number in self._index[word]:
                shared[number] += weight
        return sorted(sorted(shared), key=shared.__getitem__, reverse=True)[:_TRIED]

    def _likeness(self, wanted: frozenset[str], whole: int, number: int) -> float:
        """The share of two names that both have, of the one that weighs more."""
        if number not in self._weighed:
            name = self._name(number)
            self._weighed[number] = name, self._weight(name)
        have, weight = self._weighed[number]
        return self._weight(wanted & have) / max(whole, weight)

    def _weight(self, some: frozenset[str]) -> int:
        rarity = self._rarity
        weights = [rarity[word] for word in some if word in rarity]
        unknown = len(some) - len(weights)
        return sum(weights) + (unknown and unknown * self._weight_of(len(self._paths)))
