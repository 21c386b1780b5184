"""The history of a knowledge base → since when its edges stand, and what notes stated then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import fold_strictly, stem
from codex_tools.base.origin import Origin
from codex_tools.history.readings import Reading, read_versions
from codex_tools.history.statement import Statement
from codex_tools.history.timeline import Timeline, Version
from codex_tools.storage.commits import commits
from codex_tools.storage.trees import blob_name

Key = tuple[str, str, str]
"""An edge by its relation, by what its target is called whatever it was called before, and by the
date of an entry of the journal."""

Place = tuple[int, str]
"""A version of a note by its commit and its path there."""


class History:
    """The commits that lead to a knowledge base, as far as they made its notes.

    Raises NoHistoryError where there is no history, and GitError where it cannot be read.
    """

    def __init__(self, base: KnowledgeBase, origin: Origin) -> None:
        self._base = base
        self.commits = commits(origin.root, origin.revision, origin.is_cached)
        self.head = len(self.commits) - 1
        self._timeline = Timeline(self.commits)
        self._versions = self._reachable(base.notes)
        wanted = ((each.touch.path, each.touch.content) for each in self._versions.values())
        self._readings = read_versions(base, origin, wanted)
        self._lines: dict[str, list[Version]] = {}
        self._paths: dict[str, tuple[str, ...]] = {}
        self._by_day: dict[str, int] = {}

    def _reachable(self, paths: Iterable[str]) -> dict[Place, Version]:
        """Return the versions that notes of today were made of, the oldest commit first."""
        found: dict[Place, Version] = {}
        queue = list(map(self.now, paths))
        for version in queue:  # which grows
            if version and _place(version) not in found:
                found[_place(version)] = version
                queue += self._timeline.before(version)
        return dict(sorted(found.items()))

    def reading(self, version: Version) -> Reading | None:
        """Return what a version says; ``None`` for one that is not read."""
        return self._readings.get((version.touch.path, version.touch.content))

    def now(self, path: str) -> Version | None:
        """Return the version of a note that the last commit has."""
        return self._timeline.at(path, self.head)

    def line(self, path: str) -> list[Version]:
        """Return the versions that a note was made of, the newest first."""
        if path not in self._lines:
            self._lines[path] = list(self._reachable([path]).values())[::-1]
        return self._lines[path]

    def stated(self, path: str) -> Statement | None:
        """Return what a note states whose file is as the last commit has it."""
        version = self.now(path)
        content = version.touch.content if version else ""
        is_same = content == blob_name(self._base.text(path), len(content))
        read = self.reading(version) if version and is_same else None
        return read.statement if read else None

    def before(self, commit: int | None) -> int | None:
        """Return the first parent of a commit, or the last commit for ``None``, which is now."""
        if commit is None:
            return self.head
        return next(iter(self.commits[commit].parents), None)

    def then(self, path: str, commit: int) -> Version | None:
        """Return the version of a note of today that a commit has; its first one where the commit
        is older than the note."""
        line = self.line(path)
        if path not in self._paths:
            self._paths[path] = tuple(dict.fromkeys(version.touch.path for version in line))
        found = (self._timeline.at(name, commit) for name in self._paths[path])
        return next(filter(None, found), None) or (line[-1] if line else None)

    def written(self, path: str, relation: str, target: str, date: str = "") -> int | None:
        """Return the commit that last wrote an edge of a note; ``None`` where none has it yet."""
        version = self.now(path)
        if version is None:
            return None
        return self._writers[_place(version)].get(self._key((relation, target, date)))

    def last_until(self, day: str) -> int:
        """Return the last commit of the main line that is not later than a day, or its first."""
        if day not in self._by_day:
            commit = self.head
            while self.commits[commit].day > day and self.commits[commit].parents:
                commit = self.commits[commit].parents[0]
            self._by_day[day] = commit
        return self._by_day[day]

    @cached_property
    def _writers(self) -> Mapping[Place, Mapping[Key, int]]:
        """For each version the commits that last wrote its edges.

        An edge that a version was made with is one that it has from there, from the later commit
        of two. All others are written by its own.
        """
        writers: dict[Place, dict[Key, int]] = {}
        for place, version in self._versions.items():
            before: dict[Key, int] = {}
            for each in self._timeline.before(version):
                for key, commit in writers[_place(each)].items():
                    before[key] = max(commit, before.get(key, 0))
            read = self.reading(version)
            keys = map(self._key, read.edges) if read else ()
            writers[place] = {key: before.get(key, version.commit) for key in keys}
        return writers

    def _key(self, edge: tuple[str, str, str]) -> Key:
        relation, target, date = edge
        for name in (fold_strictly(target), fold_strictly(stem(target))):
            if owner := self._owners.get(name):
                return relation, owner, date
        return relation, target, date

    @cached_property
    def _owners(self) -> Mapping[str, str]:
        """The path of the note that a name belongs to: one of today before one of earlier days, and
        none that several notes have."""
        owners: dict[str, str] = {}
        for names in (self._names_now, self._names_before):
            table: dict[str, set[str]] = {}
            for name, path in names():
                table.setdefault(name, set()).add(path)
            single = {name: paths.pop() for name, paths in table.items() if len(paths) == 1}
            owners = {**{name: p for name, p in single.items() if name not in owners}, **owners}
            owners |= {name: "" for name in table if name not in owners}
        return owners

    def _names_now(self) -> Iterator[tuple[str, str]]:
        for path, note in self._base.notes.items():
            yield fold_strictly(note.name), path
            yield fold_strictly(note.title), path

    def _names_before(self) -> Iterator[tuple[str, str]]:
        for path in self._base.notes:
            for version in self.line(path):
                yield fold_strictly(stem(version.touch.path)), path
                if (read := self.reading(version)) and read.statement.title:
                    yield fold_strictly(read.statement.title), path


def _place(version: Version) -> Place:
    return version.commit, version.touch.path
