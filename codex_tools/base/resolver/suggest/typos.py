"""A name with a letter or two wrong → the one that was meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from itertools import chain

from codex_tools.base.names import fold, signs, words
from codex_tools.runtime import lazy_regex

_ONE_SLIP, _TWO_SLIPS = 5, 8
"""Letters from which on a name may have one slip, or two."""

_PIECES = 5
"""Two slips touch four pieces of a name at most, so that one of five stays whole."""

_LOOKED_AT = 2_000
"""Where more names begin with the same letter and are as long, one more says little; and to look at
them all for each of many dead names would take longer than a base deserves."""

_NUMERAL = lazy_regex.compile(r"m*(?:c[md]|d?c*)(?:x[cl]|l?x*)(?:i[xv]|v?i*)")


class Typos:
    """Finds the names that are spelt like another, but for a slip.

    The distance is that of optimal string alignment (Damerau, 1964): a letter more, less, another
    or swapped with its neighbour. The first letter, digits, signs, numerals and single letters are
    the same, and a word that some name has is no slip.
    """

    def __init__(self, paths: Iterable[str], name_of: Callable[[str], str]) -> None:
        self._paths, self._name_of = paths, name_of

    def find(self, name: str) -> list[str]:
        """Return the paths of the names that are nearest to ``name``, if any is near enough."""
        wanted, own = fold(name), words(name)
        most = (len(wanted) >= _ONE_SLIP) + (len(wanted) >= _TWO_SLIPS)
        known = self._vocabulary.intersection(own)
        near: dict[str, int] = {}
        for path, other in self._candidates(wanted, most):
            if known <= self._words[path]:
                distance = osa(wanted, other, most)
                if distance <= most and self._is_told_apart_by_letters(name, path):
                    near[path] = distance
        best = min(near.values(), default=0)
        return [path for path, distance in near.items() if distance == best]

    def _candidates(self, wanted: str, most: int) -> Iterable[tuple[str, str]]:
        """The names that begin with the same letter, are as long, and have a piece in common."""
        size = len(wanted) // _PIECES
        pieces = [wanted[at : at + size] for at in range(0, size * _PIECES, size)] if size else [""]
        lengths = range(len(wanted) - most, len(wanted) + most + 1) if most else ()
        found = [self._index.get((wanted[0], length), ()) for length in lengths]
        if sum(map(len, found)) > _LOOKED_AT:
            return
        for each in chain.from_iterable(found):
            if any(piece in each[1] for piece in pieces):
                yield each

    def _is_told_apart_by_letters(self, name: str, path: str) -> bool:
        """Tell whether a name and that of a path differ in no sign, numeral or single letter."""
        other = self._name_of(path)
        return signs(name) == signs(other) and _fixed(words(name)) == _fixed(words(other))

    @cached_property
    def _index(self) -> Mapping[tuple[str, int], list[tuple[str, str]]]:
        index: defaultdict[tuple[str, int], list[tuple[str, str]]] = defaultdict(list)
        for path in self._paths:
            if letters := fold(self._name_of(path)):
                index[letters[0], len(letters)].append((path, letters))
        index.default_factory = None
        return index

    @cached_property
    def _words(self) -> Mapping[str, frozenset[str]]:
        return {path: frozenset(words(self._name_of(path))) for path in self._paths}

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset().union(*self._words.values())


def _fixed(names: Iterable[str]) -> list[str]:
    """The words in which a slip makes another word: numerals, and those of one letter."""
    return [word for word in names if len(word) == 1 or _NUMERAL.fullmatch(word)]


def osa(one: str, other: str, most: int) -> int:
    """Return the distance of two texts, or any number above ``most`` where it is above that."""
    far = most + 1
    before, above = [far] * (len(other) + 1), list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [far] * (len(other) + 1)
        row[0] = i
        for j in range(max(1, i - most), min(len(other), i + most) + 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != other[j - 1]))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == other[j - 1]:
                cost = min(cost, before[j - 2] + 1)
            row[j] = cost
        if min(row) > most:
            return far
        before, above = above, row
    return above[-1]
