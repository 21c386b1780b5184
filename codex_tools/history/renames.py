"""Two states of a knowledge base → which files of the one are files of the other, renamed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import stem, without_md
from codex_tools.history.statement import Statement, statement_in
from codex_tools.runtime import lazy_regex

_NAME = lazy_regex.compile(r"[^|\[\]\"`]+")


class Renames:
    """The files that were renamed, from the path before to the path after."""

    def __init__(self, paths: Mapping[str, str]) -> None:
        self.paths = paths
        self._names: dict[str, str] = {}
        for form in (stem, without_md, str):
            self._names |= {form(old): form(new) for old, new in paths.items()}

    def path(self, path: str) -> str:
        """Return the path that a file has after."""
        return self.paths.get(path, path)

    def text(self, text: str) -> str:
        """Return a text that is a reference, or has some between marks, as it would be after."""
        return _NAME.sub(lambda found: self._names.get(found[0], found[0]), text)


NO_RENAMES = Renames({})


def renames_between(before: KnowledgeBase, after: KnowledgeBase, git: Mapping[str, str]) -> Renames:
    """Return the renames from one state to another.

    They are those that ``git`` found, as far as they are so in the knowledge bases. Git knows of
    the working tree only what is staged, and goes by lines, which a new line width changes; so
    another note that went is taken for the only new one that states the same.
    """
    gone = before.notes.keys() - after.notes.keys()
    come = after.notes.keys() - before.notes.keys()
    found = {old: new for old, new in git.items() if old in gone and new in come}
    found = {old: new for new, old in {new: old for old, new in found.items()}.items()}
    ours = _by_statement(before, gone - found.keys())
    theirs = _by_statement(after, come - set(found.values()))
    same = {ours[said]: theirs[said] for said in ours.keys() & theirs.keys()}
    return Renames(found | same)


def _by_statement(base: KnowledgeBase, paths: Iterable[str]) -> dict[Statement, str]:
    """Return the paths by what their notes state, those left out that state the same."""
    by_statement: dict[Statement, list[str]] = {}
    for path in paths:
        by_statement.setdefault(statement_in(base, path), []).append(path)
    return {said: found[0] for said, found in by_statement.items() if len(found) == 1}
