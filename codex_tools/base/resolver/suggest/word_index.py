"""Names of files by their words, for all ways of guessing which of them was meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from codex_tools.base.names import words


class WordIndex:
    """Paths in order, by number, and their names. ``named`` has the name of each path."""

    def __init__(self, named: Mapping[str, str]) -> None:
        self.paths = sorted(named)
        self.names = [named[path] for path in self.paths]

    @cached_property
    def by_word(self) -> Mapping[str, set[int]]:
        """The numbers of the names that have a word."""
        table: defaultdict[str, set[int]] = defaultdict(set)
        for number, name in enumerate(self.names):
            for word in words(name):
                table[word].add(number)
        table.default_factory = None
        return table
