"""Commits → which version of a note one of them has."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from codex_tools.storage.commits import Commit, Touch


class Version(NamedTuple):
    """A note as one commit wrote it; commits are numbers."""

    commit: int
    touch: Touch


class _Versions(NamedTuple):
    """The versions at one path: when they begin and end, and in which others they do."""

    begins: list[int]
    around: list[int]
    versions: list[Version]


class Timeline:
    """The versions of all notes, in the tree that commits make with their first parents.

    A version lasts from the commit that wrote it through all that come from there, until one of
    them writes the note anew. So it is an interval of the order in which a walk over the tree
    enters the commits, and those of one note lie apart or in each other.
    """

    def __init__(self, commits: Sequence[Commit]) -> None:
        self.commits = commits
        self._begin, self._end = _intervals([each.parents[:1] for each in commits])
        self._paths: dict[str, _Versions] = {}
        in_order = sorted(range(len(commits)), key=self._begin.__getitem__)
        open_versions: dict[str, list[int]] = {}
        for number in in_order:
            for touch in commits[number].touches:
                self._add(Version(number, touch), open_versions.setdefault(touch.path, []))

    def _add(self, version: Version, open_versions: list[int]) -> None:
        begin = self._begin[version.commit]
        known = self._paths.setdefault(version.touch.path, _Versions([], [], []))
        while open_versions and self._end[known.versions[open_versions[-1]].commit] <= begin:
            open_versions.pop()
        known.begins.append(begin)
        known.around.append(open_versions[-1] if open_versions else -1)
        open_versions.append(len(known.versions))
        known.versions.append(version)

    def at(self, path: str, commit: int) -> Version | None:
        """Return the version of the note at ``path`` that a commit has, if it has one."""
        known = self._paths.get(path)
        if known is None:
            return None
        begin = self._begin[commit]
        index = bisect_right(known.begins, begin) - 1
        while index >= 0 and self._end[known.versions[index].commit] <= begin:
            index = known.around[index]
        found = known.versions[index] if index >= 0 else None
        return found if found and found.touch.content else None

    def before(self, version: Version) -> Iterator[Version]:
        """Yield the versions that a version was made of: for each parent the one that it has, under
        the name that the note had there."""
        first = True
        for parent in self.commits[version.commit].parents:
            names = [version.touch.old] if first else [version.touch.path, version.touch.old]
            first = False
            found = (self.at(name, parent) for name in names if name)
            if each := next(filter(None, found), None):
                yield each


def _intervals(parents: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    """Return when a walk over a forest enters each node, and when it has left all below it."""
    children: list[list[int]] = [[] for _ in parents]
    for number, above in enumerate(parents):
        for parent in above:
            children[parent].append(number)
    sizes = [1] * len(parents)
    for number in reversed(range(len(parents))):  # children come after their parents
        for parent in parents[number]:
            sizes[parent] += sizes[number]
    begin = [0] * len(parents)
    at_top = 0
    for number, above in enumerate(parents):
        if not above:
            begin[number], at_top = at_top, at_top + sizes[number]
        inside = begin[number] + 1
        for child in children[number]:
            begin[child] = inside
            inside += sizes[child]
    return begin, [start + size for start, size in zip(begin, sizes, strict=True)]
