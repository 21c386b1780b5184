"""The names of files that share them → their paths: exactly, and in another case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from codex_tools.base.fields import USUAL_NAMES, Meaning
from codex_tools.base.names import fold_case, stem, without_md
from codex_tools.model import Note
from codex_tools.runtime import lazy_regex
from codex_tools.storage.walking import MARKDOWN

_NUMBER = lazy_regex.compile(r"(\d{8,17}|\d{8}[-_T]\d{4,6})(?![0-9A-Za-z])")
_ID = USUAL_NAMES[Meaning.IDENTIFIER][0]


def is_number(text: str) -> bool:
    """Tell whether a text is a number as the notes of a Zettelkasten have: day, or day and time."""
    found = _NUMBER.match(text) if text[:1].isdigit() else None
    return found is not None and found[0] == text


def may_be_number(text: str) -> bool:
    """Tell whether a text has something in it that may be such a number."""
    return _NUMBER.search(text) is not None


def given_id(note: Note) -> str:
    """Return the id that a note gives itself, or the empty string."""
    return str(note.fields.get(_ID, ""))


class Names:
    """Lookup of notes by name without ending, and of other files by name with it.

    ``any_case`` tells that names in another case are the same name, as in Obsidian.
    """

    def __init__(
        self, notes: Mapping[str, Note], others: Collection[str], any_case: bool = False
    ) -> None:
        self.notes, self.others, self.any_case = notes, others, any_case
        self._by_name: dict[str, str | list[str]] = {}
        for path, note in notes.items():
            self._add(note.name, path)
        if any_case:
            self._join_cases()

    def with_notes(self, notes: Mapping[str, Note], same_titles: bool) -> Names:
        """Return the same lookup for other notes at the same paths; ``same_titles`` tells that they
        give themselves the same titles and ids."""
        from copy import copy

        other = copy(self)
        other.notes = notes
        if not same_titles:
            vars(other).pop("_by_number", None)
        return other

    def _add(self, name: str, path: str) -> None:
        """Take in a file. Most names are those of one file alone, so most need no list.

        One that looks like a file name has one: it may mean another file, without the ending.
        """
        others = self._by_name.setdefault(name, [] if name.endswith(MARKDOWN) else path)
        if isinstance(others, list):
            others.append(path)
        elif others is not path:
            self._by_name[name] = [others, path]

    def _join_cases(self) -> None:
        for paths in self._notes_in_any_case.values():
            names = {self.notes[path].name for path in paths}
            if len(names) > 1:
                self._by_name.update(dict.fromkeys(names, paths))

    def unique_match(self, target: str) -> str | None:
        """Return the only file that a plain wikilink can mean because it alone has this name."""
        found = self._by_name.get(target)
        return found if type(found) is str else None

    def unique_file(self, target: str) -> str | None:
        """Return the only note that a value can mean because it alone has this name, which may end
        with ``.md``."""
        found = self._by_name.get(target)
        if found is None and target.endswith(".md") and "/" not in target:
            found = self._by_name.get(without_md(target))
        return found if type(found) is str else None

    def notes_named(self, target: str) -> tuple[str, ...]:
        """Return the notes that have exactly this name, which may end with ``.md``."""
        found = self._by_name.get(target) or self._by_name.get(stem(target)) or ()
        return (found,) if isinstance(found, str) else tuple(found)

    def named(self, target: str) -> tuple[str, ...]:
        """Return the files that have exactly this name: the notes, or else other files."""
        if found := self.notes_named(target):
            return found
        names = self._other_names
        return tuple(names.get(target) or names.get(f"{target}.md") or ())

    def numbered(self, target: str) -> tuple[str, ...]:
        """Return the notes that have a number: before the words of their names, or as their id."""
        return tuple(self._by_number.get(target, ())) if is_number(target) else ()

    @cached_property
    def _by_number(self) -> Mapping[str, list[str]]:
        table: defaultdict[str, list[str]] = defaultdict(list)
        for path, note in self.notes.items():
            found = _NUMBER.match(note.name)
            numbers = {found[1] if found else "", given_id(note)}
            for number in filter(is_number, numbers):
                table[number].append(path)
        table.default_factory = None
        return table

    def in_any_case(self, target: str) -> tuple[str, ...]:
        """Return the files that have this name in whatever case, notes before other files."""
        name = fold_case(target)
        notes, others = self._notes_in_any_case, self._others_in_any_case
        found = notes.get(name) or notes.get(stem(name))
        return tuple(found or others.get(name) or others.get(f"{name}.md") or ())

    def all_in_any_case(self, target: str) -> Iterator[str]:
        """Yield all files that have this name in whatever case, with an ending or without."""
        name = fold_case(target)
        for form in (name, f"{name}.md"):
            yield from self._notes_in_any_case.get(form, ())
            yield from self._others_in_any_case.get(form, ())

    @cached_property
    def _notes_in_any_case(self) -> Mapping[str, list[str]]:
        return _table((fold_case(note.name), path) for path, note in self.notes.items())

    @cached_property
    def _other_names(self) -> Mapping[str, list[str]]:
        return _table((path.rpartition("/")[2], path) for path in sorted(self.others))

    @cached_property
    def _others_in_any_case(self) -> Mapping[str, list[str]]:
        return _table((fold_case(path.rpartition("/")[2]), path) for path in sorted(self.others))


def _table(pairs: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    table: defaultdict[str, list[str]] = defaultdict(list)
    for name, path in pairs:
        table[name].append(path)
    table.default_factory = None
    return table
