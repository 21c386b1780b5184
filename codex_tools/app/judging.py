"""What the rules find in a knowledge base → what they find after it changed, with little work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from codex_tools.app.engine import chosen, find, heed_comments
from codex_tools.base.inheriting import Difference
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.provenance import provenance_fields
from codex_tools.model import Diagnostic
from codex_tools.refactoring.writing_style import base_style
from codex_tools.rules import Rule
from codex_tools.settings import Settings

ByPath = dict[str, list[Diagnostic]]


class Habits(NamedTuple):
    """What is so in a base as a whole and shows in what is said of any note."""

    kinds: frozenset[str]
    relations: frozenset[str]
    provenance: object


class Judging:
    """The findings in all notes of a knowledge base, which :meth:`follow` keeps up to date.

    Rules that look at a note and its neighbours are asked again about what changed and what is next
    to it; rules that look at the whole base are asked again about all of it.
    """

    def __init__(self, base: KnowledgeBase, settings: Settings) -> None:
        self._settings = settings
        self._begin(base)

    def _begin(self, base: KnowledgeBase) -> None:
        self._habits, self._styles = habits_of(base), _styles(base)
        self._near, self._far = by_reach(chosen(self._settings), base)
        self._beside = by_path(find(base, self._settings, self._near))
        self._whole = by_path(find(base, self._settings, self._far))
        found = heed_comments(base, self._settings, self._all(self._beside | self._whole))
        self._kept = by_path(found)

    def findings(self) -> list[Diagnostic]:
        """Return all findings, in the order of paths and places."""
        return list(chain.from_iterable(self._kept[path] for path in sorted(self._kept)))

    def follow(self, base: KnowledgeBase, difference: Difference, near: Set[str]) -> None:
        """Judge what may differ in ``base``; ``near`` are the notes next to what changed, before it
        did or since."""
        habits, styles = habits_of(base), _styles(base)
        reach = by_reach(chosen(self._settings), base)
        if difference.entire or habits != self._habits or reach != (self._near, self._far):
            self._begin(base)
            return
        again = difference.changed | difference.relinked | near
        if difference.renamed or styles != self._styles:
            again |= self._beside.keys() | {each.source for each in base.links.broken}
        self._styles = styles
        beside = by_path(find(base, self._settings, self._near, again))
        _replace(self._beside, again, beside)
        whole = by_path(find(base, self._settings, self._far))
        again |= differing(whole, self._whole)
        self._whole = whole
        found = heed_comments(base, self._settings, self._all(again), again)
        _replace(self._kept, again, by_path(found))

    def _all(self, paths: Iterable[str]) -> Iterator[Diagnostic]:
        """Yield what was found in some files, in order."""
        return merged(self._beside, self._whole, paths)


def by_reach(rules: Iterable[Rule], *bases: KnowledgeBase) -> tuple[list[Rule], list[Rule]]:
    """Return the rules that look at a note and its neighbours, and those that look at all of one of
    some bases."""
    near, far = list[Rule](), list[Rule]()
    for rule in rules:
        (far if any(map(rule.looks_at_all, bases)) else near).append(rule)
    return near, far


def merged(beside: ByPath, whole: ByPath, paths: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield what both kinds of rules found in some files, in the order of paths and places."""
    for path in sorted(paths):
        some = [*beside.get(path, ()), *whole.get(path, ())]
        yield from sorted(some, key=attrgetter("start", "code", "message"))


def differing(one: ByPath, other: ByPath) -> set[str]:
    """Return the files in which not the same was found."""
    return {path for path in {*one, *other} if one.get(path) != other.get(path)}


def neighbours(base: KnowledgeBase, paths: Set[str]) -> set[str]:
    """Return the notes that name one of some notes, or are named by one."""
    found: set[str] = set()
    for source, target in base.links.pairs():
        if target in paths:
            found.add(source)
        if source in paths:
            found.add(target)
    return found


def habits_of(base: KnowledgeBase) -> Habits:
    """Return what is so in a base as a whole."""
    relations = (row.name for row in base.relations if base.edges.of(row.name))
    kinds = frozenset(note.kind for note in base.notes.values())
    return Habits(kinds, frozenset(relations), provenance_fields(base))


def _styles(base: KnowledgeBase) -> list[object]:
    """Return in what style fixes write references in each field."""
    return [base_style(base, row.name) for row in base.relations]


def by_path(found: Iterable[Diagnostic]) -> ByPath:
    """Return findings by the files that they stand in."""
    table: ByPath = {}
    for each in found:
        table.setdefault(each.path, []).append(each)
    return table


def _replace(table: ByPath, paths: Iterable[str], other: ByPath) -> None:
    for path in paths:
        table.pop(path, None)
    table.update(other)
