"""Titles and aliases → the notes that have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from codex_tools.base.fields import USUAL_NAMES, Meaning
from codex_tools.base.names import fold_case, words
from codex_tools.base.resolver.folded import FoldedIndex
from codex_tools.model import Note

TELLING = 3
"""A name or title of so many words tells which file is meant; `report` and `salt water` do not."""


def plain(text: str) -> str:
    """Return a text without regard to case, and to how many blanks there are."""
    return fold_case(" ".join(text.split()))


class Titles:
    """Lookup of notes by title, and by alias."""

    def __init__(self, notes: Mapping[str, Note]) -> None:
        self._notes = notes

    def with_notes(self, notes: Mapping[str, Note]) -> Titles:
        """Return the same lookup for notes that have the same titles and aliases."""
        from copy import copy

        other = copy(self)
        other._notes = notes
        return other

    def find(self, text: str) -> list[str]:
        """Return the notes whose title is ``text``, in whatever case."""
        return self.same(text, self.alike(text))

    def same(self, text: str, near: list[str]) -> list[str]:
        """Return those of some notes whose title is ``text``, in whatever case."""
        wanted = plain(text) if near else ""
        return [path for path in near if plain(self._notes[path].title) == wanted]

    def alike(self, text: str) -> list[str]:
        """Return the notes whose title says the same in other punctuation."""
        return self._folded.find(text, self._title)

    @cached_property
    def _folded(self) -> FoldedIndex:
        paths = [path for path, note in self._notes.items() if note.title != note.name]
        return FoldedIndex(paths, self._title)

    def _title(self, path: str) -> str:
        return self._notes[path].title

    def with_alias(self, text: str) -> list[str]:
        """Return the notes that have this alias, in whatever case."""
        return self._aliases.get(plain(text), [])

    @cached_property
    def _aliases(self) -> Mapping[str, list[str]]:
        table: dict[str, list[str]] = defaultdict(list)
        for path, note in self._notes.items():
            if note.may_say("alias"):
                for alias in dict.fromkeys(map(plain, aliases_of(note))):
                    table[alias].append(path)
        return table


def aliases_of(note: Note) -> Iterator[str]:
    """Yield the aliases in the front matter of a note."""
    """Yield the aliases that a note gives itself."""
    for name in USUAL_NAMES[Meaning.ALIASES]:
        value = note.fields.get(name)
        for each in value if isinstance(value, list) else str(value or "").split(","):
            if isinstance(each, str) and each.strip():
                yield each


def is_telling(text: str) -> bool:
    """Tell whether a name or title has so many words that it tells which file is meant."""
    return len(words(text)) >= TELLING
