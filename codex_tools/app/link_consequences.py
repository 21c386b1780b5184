"""Links to be written → what becomes of the files, and what rules on provenance find there then.

What is planned is made in memory, and the rules look at the changed files before and after. What
they find in a file depends on that file and on those next to it, with the links that each of them
gets. While these are the same, it is known from an earlier run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain
from typing import Any

from codex_tools.app.contents import if_editable
from codex_tools.app.engine import chosen, run_rules
from codex_tools.app.fix import rewrite
from codex_tools.app.reading import plain, settings_digest
from codex_tools.app.workspace import update
from codex_tools.base.inheriting import inherit
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.provenance import provenance_fields
from codex_tools.edits.outcome import Outcome, Rewritten
from codex_tools.errors import EditRefusedError
from codex_tools.linking.linker import Linker
from codex_tools.linking.stored.consequences import (
    Consequence,
    NewFinding,
    keep_consequences,
    load_consequences,
)
from codex_tools.linking.text.digest import digest
from codex_tools.model import Diagnostic, Fix
from codex_tools.rules import Rule
from codex_tools.settings import Settings

_PROVENANCE = "PV"
"""What the codes of rules on provenance begin with."""


_UNMADE = b""
"""Stands for contents that nobody asks for."""


def consequences(
    linker: Linker, fixes: Sequence[Fix], is_shown: bool
) -> tuple[Outcome, list[NewFinding]]:
    """Return what fixes make of the files, and what is found in them that is not found today.

    Where it is not ``is_shown`` what the files become, they may be empty.
    """
    rules = _rules(linker.settings)
    codes = tuple(rule.code for rule in rules)
    judge = _Judge(linker.base, linker.settings, codes, fixes)
    if is_shown or not linker.settings.cache or not all(rule.beside for rule in rules):
        return judge.anew(fixes)
    return judge.with_what_is_known()


def _rules(settings: Settings) -> list[Rule]:
    """Return the chosen rules on provenance, without those that look at the whole base: they find
    nothing more because of a link."""
    return [
        rule
        for rule in chosen(settings)
        if rule.code.startswith(_PROVENANCE) and not rule.whole_base
    ]


def paths_of(fix: Fix) -> set[str]:
    """Return the files that a fix changes."""
    return {change.path for change in fix.changes}


class _Judge:
    """Works out what fixes make of the files of a base, and what some rules find there then."""

    def __init__(
        self, base: KnowledgeBase, settings: Settings, codes: tuple[str, ...], fixes: Sequence[Fix]
    ) -> None:
        self._base, self._settings, self._fixes = base, settings, fixes
        self._codes = codes

    def anew(
        self, fixes: Iterable[Fix], only: Collection[str] | None = None
    ) -> tuple[Outcome, list[NewFinding]]:
        """Return what fixes come to, and what is new in the changed files, or in ``only`` some."""
        outcome = rewrite(fixes, self._settings)
        looked_at = outcome.files.keys() if only is None else outcome.files.keys() & only
        return outcome, list(self._new(outcome, looked_at)) if looked_at and self._codes else []

    def _new(self, outcome: Outcome, paths: Collection[str]) -> Iterator[NewFinding]:
        """Yield what the rules find in some files that they do not find today."""
        changed = {path: file.after for path, file in outcome.files.items()}
        settings = self._settings._replace(select=self._codes, extend_select=(), ignore=())
        before = Counter(map(_told, run_rules(self._base, settings, paths)))
        after = update(self._base, settings, changed)
        inherit(after, self._base, with_bodies=False)
        for found in run_rules(after, settings, paths):
            if before[_told(found)]:
                before[_told(found)] -= 1
            else:
                yield NewFinding(*_told(found), found.fix)

    def with_what_is_known(self) -> tuple[Outcome, list[NewFinding]]:
        """Do the same for all fixes, as far as it is not known from an earlier run."""
        root = str(self._settings.root)
        near, kept = _Surroundings(self._base, self._fixes), load_consequences(root)
        keys = near.keys(digest(plain(self._conventions())))
        known = {path: kept[key] for path, key in keys.items() if self._holds(path, key, kept)}
        fresh = keys.keys() - known.keys()
        wanted = near.around(fresh)
        outcome, found = self.anew(
            [fix for fix in self._fixes if not wanted.isdisjoint(paths_of(fix))], fresh
        )
        if outcome.refused:  # which takes a fix from files where it was made before
            return self.anew(self._fixes) if known else (outcome, found)
        new = {path: tuple(one for one in found if one.path == path) for path in fresh}
        known |= {path: Consequence(path in outcome.files, new[path]) for path in fresh}
        keep_consequences(root, {keys[path]: each for path, each in known.items()}, len(fresh))
        unmade = Rewritten(_UNMADE, _UNMADE, 0)
        files = {path: unmade for path, each in sorted(known.items()) if each.is_changed}
        made = list(dict.fromkeys(self._fixes))
        return Outcome(files, made), [one for path in sorted(known) for one in known[path].found]

    def _holds(self, path: str, key: bytes, kept: Mapping[bytes, Consequence]) -> bool:
        if key not in kept:
            return False
        try:
            if_editable(self._settings, lambda _: _UNMADE)(path)
        except EditRefusedError:
            return False
        return True

    def _conventions(self) -> list[object]:
        """Return all besides notes on which it depends what a rule finds."""
        base, settings = self._base, self._settings
        return [
            self._codes,
            settings_digest(settings),
            sorted(settings.per_file_ignores.items()),
            sorted(base.statuses.values.items()),
            base.is_one_way,
            sorted(base.kinds.by_name),
            base.relations.rows,
            provenance_fields(base),
        ]


def _told(found: Diagnostic) -> tuple[str, str, str]:
    return found.path, found.code, found.message


class _Surroundings:
    """The files that fixes change, each with what is next to it, now and once they are made."""

    def __init__(self, base: KnowledgeBase, fixes: Iterable[Fix]) -> None:
        self._notes = base.notes
        self._changes: dict[str, list[object]] = {}
        self._beside: dict[str, set[str]] = {}
        for fix in fixes:
            paths = paths_of(fix)
            for change in fix.changes:
                self._changes.setdefault(change.path, []).append(plain(change))
                self._beside.setdefault(change.path, set()).update(paths)
        self._references: dict[str, list[object]] = {path: [] for path in self._changes}
        fields = base.links.fields
        for source, link, target, how in chain(fields.resolved, fields.loose):
            for path, other in ((source, target), (target, source)):
                if path in self._changes:
                    self._references[path].append((source, link.relation, target, how.value))
                    self._beside[path].add(other)

    def around(self, paths: Iterable[str]) -> set[str]:
        """Return some of the files with those next to them."""
        return {each for path in paths for each in (path, *self._beside[path])}

    def keys(self, conventions: bytes) -> dict[str, bytes]:
        """Return for each file a digest of all on which it depends what becomes of it."""
        return {path: digest((conventions, *self._rests_on(path))) for path in self._changes}

    def _rests_on(self, path: str) -> Iterator[object]:
        yield self._references[path]
        for each in (path, *sorted(self._beside[path])):
            yield self._content(each)

    @cached_property
    def _content(self) -> Any:
        return cache(self._content_of)

    def _content_of(self, path: str) -> object:
        note = self._notes.get(path)
        return path, note and note.version, self._changes.get(path)
