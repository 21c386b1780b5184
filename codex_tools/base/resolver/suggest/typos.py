"""A name with a letter or two wrong → the one that was meant."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from codex_tools.base.names import fold, signs, words
from codex_tools.runtime import lazy_regex

_ONE_SLIP, _TWO_SLIPS = 5, 8
"""Letters from which on a name may have one slip, or two."""

_PIECES = 5
"""Two slips touch four pieces of a name at most, so that one of five stays whole."""

_LOOKED_AT = 2_000
"""Where more names begin with the same letter and are as long, one more says little; and to look at
them all for each of many dead names would take longer than a base deserves."""

_END = "\0"
"""What ends a name in a text of many; no file is called so."""

_NUMERAL = lazy_regex.compile(r"m*(?:c[md]|d?c*)(?:x[cl]|l?x*)(?:i[xv]|v?i*)")


class _Names(NamedTuple):
    """Names of one length, each with its path. In one text they are searched many times faster."""

    step: int
    paths: list[str]
    text: str

    @classmethod
    def of(cls, length: int, named: Sequence[tuple[str, str]]) -> "_Names":
        text = "".join(f"{letters}{_END}" for _, letters in named)
        return cls(length + 1, [path for path, _ in named], text)

    def having(self, pieces: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield the paths and names that hold one of some pieces."""
        for number in sorted({each for piece in pieces for each in self._with(piece)}):
            start = number * self.step
            yield self.paths[number], self.text[start : start + self.step - 1]

    def _with(self, piece: str) -> Iterator[int]:
        at = self.text.find(piece)
        while 0 <= at < len(self.text):
            number = at // self.step
            yield number
            at = self.text.find(piece, (number + 1) * self.step)


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
        known = self._by_word.keys() & own
        near: dict[str, int] = {}
        for path, other in self._candidates(wanted, known, most) if most else ():
            distance = osa(wanted, other, most)
            if distance <= most and self._is_told_apart_by_letters(name, path):
                near[path] = distance
        best = min(near.values(), default=0)
        return [path for path, distance in near.items() if distance == best]

    def _candidates(self, wanted: str, known: Set[str], most: int) -> Iterable[tuple[str, str]]:
        """The names that begin with the same letter, are about as long, have all words in common
        that some name has, and a piece where many do."""
        pool = self._with_all(known) if known else None
        if pool is not None and len(pool) <= _LOOKED_AT:
            return self._as_long(sorted(pool), wanted, most)
        found = self._with_piece(wanted, most)
        return (each for each in found if pool is None or each[0] in pool)

    def _with_all(self, known: Set[str]) -> Set[str]:
        rarest, *others = sorted((self._by_word[word] for word in known), key=len)
        return rarest.intersection(*others)

    def _as_long(self, paths: Iterable[str], wanted: str, most: int) -> Iterator[tuple[str, str]]:
        for path in paths:
            letters = fold(self._name_of(path))
            if letters[:1] == wanted[:1] and abs(len(letters) - len(wanted)) <= most:
                yield path, letters

    def _with_piece(self, wanted: str, most: int) -> Iterable[tuple[str, str]]:
        size = len(wanted) // _PIECES
        pieces = [wanted[at : at + size] for at in range(0, size * _PIECES, size)] if size else [""]
        lengths = range(len(wanted) - most, len(wanted) + most + 1)
        found = [each for length in lengths if (each := self._index.get((wanted[0], length)))]
        if _END in wanted or sum(len(each.paths) for each in found) > _LOOKED_AT:
            return ()
        return chain.from_iterable(each.having(pieces) for each in found)

    def _is_told_apart_by_letters(self, name: str, path: str) -> bool:
        """Tell whether a name and that of a path differ in no sign, numeral or single letter."""
        other = self._name_of(path)
        return signs(name) == signs(other) and _fixed(words(name)) == _fixed(words(other))

    @cached_property
    def _index(self) -> Mapping[tuple[str, int], _Names]:
        table: defaultdict[tuple[str, int], list[tuple[str, str]]] = defaultdict(list)
        for path in self._paths:
            if letters := fold(self._name_of(path)):
                table[letters[0], len(letters)].append((path, letters))
        return {key: _Names.of(key[1], named) for key, named in table.items()}

    @cached_property
    def _by_word(self) -> Mapping[str, set[str]]:
        """The paths by the words of their names."""
        table: defaultdict[str, set[str]] = defaultdict(set)
        for path in self._paths:
            for word in words(self._name_of(path)):
                table[word].add(path)
        table.default_factory = None
        return table


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
