"""A name with a letter or two wrong → the one that was meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from codex_tools.base.names import fold_strictly, signs, words
from codex_tools.runtime import lazy_regex

_ONE_SLIP, _TWO_SLIPS = 5, 8
"""Letters from which on a name may have one slip, or two."""

_NUMERAL = lazy_regex.compile(r"m*(?:c[md]|d?c*)(?:x[cl]|l?x*)(?:i[xv]|v?i*)")


class _Spelling(NamedTuple):
    """A folded name: its letters, a bit for each of them, and what has to be the same in another
    name: the first letter, digits, signs, numerals and single letters."""

    letters: str
    bits: int
    marks: str


class Typos:
    """Finds the names that are spelt like another, but for a slip.

    The distance is that of optimal string alignment (Damerau, 1964): a letter more, less, another
    or swapped with its neighbour. A word that some name has is no slip.
    """

    def __init__(self, paths: Iterable[str], name_of: Callable[[str], str]) -> None:
        self._paths, self._name_of = paths, name_of

    def find(self, name: str) -> list[str]:
        """Return the paths of the names that are nearest to ``name``, if any is near enough."""
        wanted = _spelling(name)
        most = (len(wanted.letters) >= _ONE_SLIP) + (len(wanted.letters) >= _TWO_SLIPS)
        near: dict[str, int] = {}
        for length in range(len(wanted.letters) - most, len(wanted.letters) + most + 1):
            for path, other in self._index.get((wanted.marks, length), ()):
                if (wanted.bits ^ other.bits).bit_count() <= 2 * most:
                    distance = osa(wanted.letters, other.letters, most)
                    if distance <= most and not self._is_another_word(name, self._name_of(path)):
                        near[path] = distance
        best = min(near.values(), default=0)
        return [path for path, distance in near.items() if distance == best]

    def _is_another_word(self, name: str, other: str) -> bool:
        """Tell whether a name differs from another in a word that names have."""
        own = set(words(name)) - set(words(other))
        return any(self._vocabulary.get(word, 0) for word in own)

    @cached_property
    def _index(self) -> Mapping[tuple[str, int], list[tuple[str, _Spelling]]]:
        index: defaultdict[tuple[str, int], list[tuple[str, _Spelling]]] = defaultdict(list)
        for path in self._paths:
            spelling = _spelling(self._name_of(path))
            index[spelling.marks, len(spelling.letters)].append((path, spelling))
        index.default_factory = None
        return index

    @cached_property
    def _vocabulary(self) -> Mapping[str, int]:
        counts: defaultdict[str, int] = defaultdict(int)
        for path in self._paths:
            for word in set(words(self._name_of(path))):
                counts[word] += 1
        counts.default_factory = None
        return counts


def _spelling(name: str) -> _Spelling:
    letters = fold_strictly(name)
    marks = letters[:1] + signs(name)
    marks += " ".join(each for each in words(name) if len(each) == 1 or _NUMERAL.fullmatch(each))
    bits = 0
    for letter in letters:
        bits |= 1 << (ord(letter) & 63)
    return _Spelling(letters, bits, marks)


def osa(one: str, other: str, most: int) -> int:
    """Return the distance of two texts, or any number above ``most`` where it is above that."""
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, row, before_row = row, [i], before
        for j, their in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != their))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == their:
                cost = min(cost, before_row[j - 2] + 1)
            row.append(cost)
        before = above
        if min(row) > most:
            return most + 1
    return row[-1]
