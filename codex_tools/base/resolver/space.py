"""The lookups of files that share their names, those of a vault."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from codex_tools.base.names import ending, fold_strictly, stem
from codex_tools.base.resolver.folded import FoldedIndex
from codex_tools.base.resolver.index import Names
from codex_tools.base.resolver.titles import Titles
from codex_tools.model import Note

if TYPE_CHECKING:
    from codex_tools.base.resolver.suggest import Suggester


class Space:
    """The lookups of files that share their names: those of a vault."""

    def __init__(self, notes: Mapping[str, Note], others: Collection[str], any_case: bool) -> None:
        self.names = Names(notes, others, any_case)
        self.titles = Titles(notes)

    @cached_property
    def suggester(self) -> Suggester:
        """The guesses at what was meant, which only a reference that names nothing needs."""
        from codex_tools.base.resolver.suggest import Suggester

        return Suggester(self.names, self.titles)

    @cached_property
    def forms(self) -> FoldedIndex:
        """The names of the notes in any punctuation."""
        notes = self.names.notes
        return FoldedIndex(notes, lambda path: notes[path].name)

    @cached_property
    def other_forms(self) -> FoldedIndex:
        """The names of all other files in any punctuation."""
        return FoldedIndex(sorted(self.names.others), lambda path: path.rpartition("/")[2])

    def in_other_form(self, target: str) -> list[str]:
        """Return the files whose name is the whole text, or whose path ends as the text does, but
        for separators and punctuation."""
        name = stem(target)
        forms = self.other_forms if ending(name) else self.forms
        if "/" not in target:
            return forms.find(name)
        whole, parts = forms.find(target), _folded_parts(target)
        alike = [path for path in forms.find(name) if _folded_parts(path)[-len(parts) :] == parts]
        return whole or alike


def _folded_parts(path: str) -> list[str]:
    folder, _, name = path.rpartition("/")
    parts = [*folder.split("/"), stem(name)]
    return [fold_strictly(part) for part in parts if part not in ("", ".")]
