"""A knowledge base → its suspect edges: those whose target has come to state something else.

An edge of the argument was written by a commit, or confirmed on the date of its entry in the
journal. It is suspect when its target stated something else then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.origin import Origin
from codex_tools.history.lines import History
from codex_tools.history.readings import Where
from codex_tools.history.statement import Statement, changed_parts, statement_in
from codex_tools.model import ResolvedLink
from codex_tools.storage.commits import NoHistoryError
from codex_tools.storage.git import GitError
from codex_tools.weighing.edges import meanings

NO_ORIGIN = "the notes are in memory only, so they have no history"


class Suspect(NamedTuple):
    """A suspect edge, by the reference that says it.

    ``parts`` of its target state something else since the ``day`` on which it was written, or
    confirmed. ``then`` is the version of the target of that day, by its path and its content.
    """

    link: ResolvedLink
    parts: tuple[str, ...]
    day: str
    is_confirmed: bool
    then: Where


class Suspects(NamedTuple):
    """The suspect edges by the paths of the notes that have them, or why none are known."""

    by_note: dict[str, list[Suspect]]
    unknown: str = ""


def suspects(base: KnowledgeBase) -> Suspects:
    """Return the suspect edges of a knowledge base, which are worked out once."""
    return base.once("suspects", _suspects)


def _suspects(base: KnowledgeBase) -> Suspects:
    if base.origin is None:
        return Suspects({}, NO_ORIGIN)
    try:
        search = _Search(base, base.origin)
    except NoHistoryError as error:
        return Suspects({}, str(error))
    except GitError as error:
        return Suspects({}, f"the history of {base.origin.root} cannot be read: {error}")
    table: dict[str, list[Suspect]] = {}
    for group in _grouped(base):
        if found := search.judge(group):
            table.setdefault(found.link.source, []).append(found)
    return Suspects(table)


def _grouped(base: KnowledgeBase) -> Iterator[list[ResolvedLink]]:
    """Yield the references that say an edge of the argument, those of the journal last."""
    known = meanings(base.relations)
    groups: dict[tuple[str, str, str], list[ResolvedLink]] = {}
    for found in base.edges.stated():
        if found.link.relation in known and found.target in base.notes:
            key = found.source, found.link.relation, found.target
            groups.setdefault(key, []).append(found)
    for group in groups.values():
        yield sorted(group, key=lambda each: each.link.journal)


class _Search:
    def __init__(self, base: KnowledgeBase, origin: Origin) -> None:
        self._base = base
        self._history = History(base, origin)
        self._now: dict[str, Statement] = {}

    def judge(self, group: list[ResolvedLink]) -> Suspect | None:
        """Return the edge that some references say, if it is suspect."""
        first, history = group[0], self._history
        dated = [each for each in group if each.link.journal]
        commit = self._confirmed(dated) if dated else self._written(first)
        then = None if commit is None else history.then(first.target, commit)
        stated = history.reading(then) if then else None
        if commit is None or then is None or stated is None:
            return None
        parts = tuple(changed_parts(stated.statement, self._stated_now(first.target)))
        day = max(each.link.date for each in dated) if dated else history.commits[commit].day
        where = then.touch.path, then.touch.content
        return Suspect(first, parts, day, bool(dated), where) if parts else None

    def _written(self, found: ResolvedLink) -> int | None:
        link = found.link
        date = link.date if link.journal else ""
        return self._history.written(found.source, link.relation, link.target, date)

    def _confirmed(self, dated: Iterable[ResolvedLink]) -> int | None:
        """Return the commit up to which an edge is confirmed; ``None`` for up to now.

        That is the one that wrote the entry of the journal, unless its date is older than what was
        there before: then it is the last one of that day.
        """
        latest = max(dated, key=lambda each: each.link.date)
        history, date = self._history, latest.link.date
        writer = self._written(latest)
        before = history.before(writer)
        if before is None or date >= history.commits[before].day:
            return writer
        return history.last_until(date)

    def _stated_now(self, path: str) -> Statement:
        if path not in self._now:
            self._now[path] = self._history.stated(path) or statement_in(self._base, path)
        return self._now[path]
