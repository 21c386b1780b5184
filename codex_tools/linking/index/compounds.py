"""The words that begin or end with another one, such as `annsmith` with `smith`."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping

MIN_LENGTH = 5
"""Letters from which on a word may be a part of a compound."""
_MAX_COMPOUNDS = 8


class Compounds:
    """Names that may be made of two words, by what they begin and end with."""

    def __init__(self, names: Iterable[str]) -> None:
        distinct = {name for name in names if len(name) > MIN_LENGTH}
        self._forward = _by_prefix(distinct)
        self._backward = _by_prefix(name[::-1] for name in distinct)
        self._known: dict[str, list[str]] = {}

    def spellings(self, word: str) -> list[str]:
        """Return a word, and the first few names that begin or end with it."""
        if len(word) < MIN_LENGTH:
            return [word]
        known = self._known.get(word)
        if known is None:
            starting = _starting(self._forward, word)
            ending = [name[::-1] for name in _starting(self._backward, word[::-1])]
            known = self._known[word] = [word, *starting, *ending]
        return known


def _by_prefix(names: Iterable[str]) -> dict[str, list[str]]:
    """Return names in order, by their first letters."""
    table: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        table[name[:MIN_LENGTH]].append(name)
    return dict(table)


def _starting(table: Mapping[str, list[str]], prefix: str) -> list[str]:
    """Return the first names that begin with a prefix of at least ``MIN_LENGTH`` letters."""
    near = table.get(prefix[:MIN_LENGTH], [])
    start = bisect_left(near, prefix)
    starting = [name for name in near[start : start + _MAX_COMPOUNDS] if name.startswith(prefix)]
    return [name for name in starting if name != prefix]
