"""Two states of a knowledge base → what the rules find in each, where that may differ."""

from __future__ import annotations

from collections.abc import Set

from codex_tools.app.engine import chosen, find, heed_comments, run_rules
from codex_tools.app.judging import (
    ByPath,
    by_path,
    by_reach,
    differing,
    habits_of,
    merged,
    neighbours,
)
from codex_tools.app.revisions import State
from codex_tools.base.inheriting import Difference, inherit
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.model import Diagnostic
from codex_tools.runtime.parallel import Progress
from codex_tools.settings import Settings

Found = list[Diagnostic]


def compare(
    now: State, before: State, asked: Set[str] = frozenset(), progress: Progress | None = None
) -> tuple[Found, Found]:
    """Return what the rules find now and before: in the files ``asked`` for, and in those in which
    it may differ.

    Of each of these files it is all that they find. What is said of any other is the same in both,
    but for what a finding proposes. The base before takes over what holds for both. ``progress`` is
    told the share of the rules that ran. Raises SettingsError for a selection that fits no rule.
    """
    if now.settings is before.settings:
        difference = inherit(before.base, now.base)
        if not difference.entire and habits_of(now.base) == habits_of(before.base):
            paths = asked | _concerned(now.base, before.base, difference)
            return _compare(now.base, before.base, now.settings, paths, progress)
    found = run_rules(now.base, now.settings, progress=progress)
    return found, run_rules(before.base, before.settings)


def _compare(
    now: KnowledgeBase,
    before: KnowledgeBase,
    settings: Settings,
    paths: Set[str],
    progress: Progress | None,
) -> tuple[Found, Found]:
    near, far = by_reach(chosen(settings), now, before)
    far_now = by_path(find(now, settings, far, progress=progress))
    far_before = by_path(find(before, settings, far))
    again = paths | differing(far_now, far_before)

    def found(base: KnowledgeBase, whole: ByPath) -> Found:
        beside = by_path(find(base, settings, near, again))
        return heed_comments(base, settings, merged(beside, whole, again), again)

    return found(now, far_now), found(before, far_before)


def _concerned(now: KnowledgeBase, before: KnowledgeBase, difference: Difference) -> set[str]:
    """Return the notes of which a rule that looks at a note and its neighbours may say something
    else, in one of the two states."""
    touched = difference.changed | difference.relinked
    concerned = set(touched).union(*(neighbours(base, touched) for base in (now, before)))
    if now.resolver.places.folders != before.resolver.places.folders:  # in which links may begin
        for base in (now, before):
            concerned |= {broken.source for broken in base.links.broken}
    return concerned
