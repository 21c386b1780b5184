"""Paths from the root → what is there: a note, another file or a folder, in whatever case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from codex_tools.base.names import fold_case
from codex_tools.model import Note

_MOST_LINKS = 8
"""So many symbolic links are followed, one after the other."""


class Places:
    """All files and folders of a base. ``linked`` are pairs of a symbolic link and the folder that
    it leads to."""

    def __init__(
        self,
        notes: Mapping[str, Note],
        others: Collection[str],
        linked: Collection[tuple[str, str]] = (),
    ) -> None:
        self._notes, self._others, self._linked = notes, others, linked

    def with_notes(self, notes: Mapping[str, Note]) -> Places:
        """Return the same places for other notes at the same paths."""
        from copy import copy

        other = copy(self)
        other._notes = notes
        return other

    def at(self, place: str) -> str:
        """Return the file or folder at a path, which may lack ``.md``; none is an empty text."""
        for path in (place, f"{place}.md"):
            if path in self._notes or path in self._others or path in self.folders:
                return path
        return self._behind_link(place) if self._linked else ""

    def _behind_link(self, place: str) -> str:
        for _ in range(_MOST_LINKS):
            real = self._real(place)
            if real == place:
                return ""
            place = real
            for path in (place, f"{place}.md"):
                if path in self._notes or path in self._others or path in self.folders:
                    return path
        return ""

    def _real(self, place: str) -> str:
        for link, folder in self._linked:
            if place == link or place.startswith(f"{link}/"):
                return folder + place[len(link) :]
        return place

    def in_any_case(self, place: str) -> tuple[str, ...]:
        """Return the files and folders at a path in whatever case."""
        folded = fold_case(place)
        return tuple(self._folded.get(folded) or self._folded.get(f"{folded}.md") or ())

    def names_of(self, path: str) -> Iterator[str]:
        """Yield a path, and the paths by which symbolic links to its folders lead there."""
        yield path
        for link, folder in self._linked:
            if path.startswith(f"{folder}/"):
                yield link + path[len(folder) :]

    @cached_property
    def folders(self) -> frozenset[str]:
        """All folders that hold a file, and the root as a dot."""
        found: set[str] = {"."}
        for path in (*self._notes, *self._others):
            folder = path.rpartition("/")[0]
            while folder and folder not in found:
                found.add(folder)
                folder = folder.rpartition("/")[0]
        return frozenset(found)

    @cached_property
    def folder_names(self) -> frozenset[str]:
        """The names of all folders."""
        return frozenset(folder.rpartition("/")[2] for folder in self.folders)

    @cached_property
    def _folded(self) -> Mapping[str, list[str]]:
        table: defaultdict[str, list[str]] = defaultdict(list)
        for path in (*self._notes, *sorted(self._others), *sorted(self.folders)):
            table[fold_case(path)].append(path)
        table.default_factory = None
        return table
