"""The lookups of files that share their names, those of a vault."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from codex_tools.base.names import ending, file_name, fold_strictly, stem
from codex_tools.base.resolver.folded import FoldedIndex
from codex_tools.base.resolver.index import Names
from codex_tools.base.resolver.layout import Dialect
from codex_tools.base.resolver.titles import Titles
from codex_tools.model import Note

if TYPE_CHECKING:
    from codex_tools.base.resolver.called import Called
    from codex_tools.base.resolver.suggest import Suggester


class Space:
    """The lookups of files that share their names: those of a vault."""

    def __init__(
        self,
        notes: Mapping[str, Note],
        others: Collection[str],
        dialect: Dialect,
        text: Callable[[str], bytes],
    ) -> None:
        self.names = Names(notes, others, dialect.ignores_case)
        self.titles = Titles(notes)
        self.called = _called(dialect, notes, text) if dialect.names_pages else None

    def with_notes(self, notes: Mapping[str, Note], same_titles: bool) -> Space:
        """Return the same lookups for other notes at the same paths; ``same_titles`` tells that
        their titles and aliases are the same too."""
        from copy import copy

        other = copy(self)
        own = self.names.notes
        notes = notes if len(own) == len(notes) else {path: notes[path] for path in own}
        other.names = self.names.with_notes(notes, same_titles)
        other.titles = self.titles.with_notes(notes) if same_titles else Titles(notes)
        if "suggester" in vars(self):
            other.suggester = self.suggester.with_titles(other.titles)
        return other

    @cached_property
    def suggester(self) -> Suggester:
        """The guesses at what was meant, which only a reference that names nothing needs."""
        from codex_tools.base.resolver.suggest import Suggester

        return Suggester(self.names, self.titles)

    @cached_property
    def forms(self) -> FoldedIndex:
        """The names of the notes in any punctuation."""
        return FoldedIndex(self.names.notes, stem)

    @cached_property
    def other_forms(self) -> FoldedIndex:
        """The names of all other files in any punctuation."""
        return FoldedIndex(sorted(self.names.others), file_name)

    def in_other_form(self, target: str) -> list[str]:
        """Return the files whose name is the whole text, or whose path ends as the text does, but
        for separators and punctuation."""
        name = stem(target)
        forms, text = (self.other_forms, file_name) if ending(name) else (self.forms, stem)
        found = forms.find(name, text)
        if "/" not in target:
            return found
        whole, parts = forms.find(target, text), _folded_parts(target)
        alike = [path for path in found if _folded_parts(path)[-len(parts) :] == parts]
        return whole or alike


def _folded_parts(path: str) -> list[str]:
    folder, _, name = path.rpartition("/")
    parts = [*folder.split("/"), stem(name)]
    return [fold_strictly(part) for part in parts if part not in ("", ".")]


def _called(dialect: Dialect, notes: Mapping[str, Note], text: Callable[[str], bytes]) -> Called:
    from codex_tools.base.resolver.called import FORMS, Called

    return Called(FORMS[dialect], notes, text)
