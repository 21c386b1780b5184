"""What a reference that names nothing may have meant. Nothing acts upon it by itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from codex_tools.base.names import ending, file_name, stem
from codex_tools.base.resolver.index import Names
from codex_tools.base.resolver.suggest.typos import Typos
from codex_tools.base.resolver.suggest.word_index import WordIndex
from codex_tools.base.resolver.titles import Titles
from codex_tools.model import ResolvedBy

if TYPE_CHECKING:
    from codex_tools.base.resolver.suggest.likeness import Likeness


class Suggester:
    """Guesses among the files that share their names, from the surest way to the vaguest."""

    def __init__(self, names: Names, titles: Titles) -> None:
        self._names = {path: note.name for path, note in names.notes.items()}
        self._others, self._titles = names.others, titles
        self._known: dict[str, list[tuple[ResolvedBy, list[str]]]] = {}

    def with_titles(self, titles: Titles) -> Suggester:
        """Return what guesses among the same files, by other titles."""
        from copy import copy

        other = copy(self)
        other._titles, other._known = titles, {}
        return other

    def guesses(self, target: str, ending: str) -> Iterator[tuple[ResolvedBy, list[str]]]:
        """Yield what each way finds for ``target``, whose name ends with ``ending``."""
        if target not in self._known:
            self._known[target] = [each for each in self._search(target, ending) if each[1]]
        yield from self._known[target]

    def _search(self, target: str, ending: str) -> Iterator[tuple[ResolvedBy, list[str]]]:
        name = stem(target)
        if ending:
            found = self._other_typos.find(name)
            yield ResolvedBy.TYPO, [path for path in found if _is_same_sort(name, path)]
            return
        alike = self._titles.alike(target)
        yield ResolvedBy.SHORT_TITLE, self._titles.same(target, alike)
        yield ResolvedBy.SHORT_TITLE, alike
        yield ResolvedBy.ALIAS, self._titles.with_alias(target)
        yield ResolvedBy.TYPO, self._typos.find(name)
        yield ResolvedBy.LIKENESS, self._likeness.find(name)

    @cached_property
    def _index(self) -> WordIndex:
        return WordIndex(self._names)

    @cached_property
    def _typos(self) -> Typos:
        return Typos(self._index)

    @cached_property
    def _other_typos(self) -> Typos:
        return Typos(WordIndex({path: file_name(path) for path in self._others}))

    @cached_property
    def _likeness(self) -> Likeness:
        from codex_tools.base.resolver.suggest.likeness import Likeness

        return Likeness(self._index)


def _is_same_sort(name: str, path: str) -> bool:
    """Tell whether two files have the same ending, or one name and a longer form of the ending, as
    ``.jpg`` and ``.jpeg``."""
    other = path.rpartition("/")[2]
    one, two = sorted((ending(name), ending(other)), key=len)
    return one == two or (
        name[: name.rfind(".")] == other[: other.rfind(".")]
        and len(two) == len(one) + 1
        and any(two[:at] + two[at + 1 :] == one for at in range(len(two)))
    )
