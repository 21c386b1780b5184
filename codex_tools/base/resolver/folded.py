"""Lookup by folded text, in a few bytes for each text."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable

from codex_tools.base.names import fold, fold_strictly


class FoldedIndex:
    """Finds paths by a text of theirs without regard to case and marks.

    Of each text only a hash of its folded form is kept; ``text_of`` gives the text of a path, and
    gives it again to tell it from others of the same hash.
    """

    def __init__(self, paths: Iterable[str], text_of: Callable[[str], str]) -> None:
        self._paths = list(paths)
        hashes = [hash(fold(text_of(path))) for path in self._paths]
        self._order = array("I", sorted(range(len(hashes)), key=hashes.__getitem__))
        self._hashes = array("q", [hashes[number] for number in self._order])

    def find(self, text: str, text_of: Callable[[str], str]) -> list[str]:
        """Return the paths whose text says the same as ``text``, in the order of ``paths``.

        Numbers are the same only with their marks: `1.12` is not `11.2`.
        """
        wanted, near = hash(fold(text)), []
        place = bisect_left(self._hashes, wanted)
        while place < len(self._hashes) and self._hashes[place] == wanted:
            near.append(self._paths[self._order[place]])
            place += 1
        strictly = fold_strictly(text) if near else ""
        return [path for path in near if fold_strictly(text_of(path)) == strictly]
