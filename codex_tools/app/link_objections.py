"""A plan of links → the same without those that a rule objects to, with what it makes necessary.

What is planned is made in memory, and the rules on provenance look at the changed files before and
after. A repair of what is new is offered (a source that counts as unread); where there is none, the
links of the file are left to people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from codex_tools.app.engine import chosen_codes, run_rules
from codex_tools.app.fix import rewrite
from codex_tools.app.workspace import update
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.linking.linker import Linker
from codex_tools.linking.plan import LinkPlan, link_fixes
from codex_tools.linking.stored.rejections import LinkPair
from codex_tools.model import Diagnostic, Fix
from codex_tools.settings import Settings

if TYPE_CHECKING:
    from codex_tools.edits.fixing import Outcome

_PROVENANCE = "PV"
"""What the codes of rules on provenance begin with."""


def settle(linker: Linker, plan: LinkPlan, with_repairs: bool = False) -> tuple[LinkPlan, Outcome]:
    """Return a plan to which no rule on provenance objects, and what becomes of the files.

    What the new links make necessary besides is made too ``with_repairs``.
    """
    outcome = rewrite(plan.fixes, linker.settings)
    new = _new_findings(linker, outcome)
    objections = _objections(plan, new)
    if objections:
        plan = _without(linker, plan, objections)
        outcome = _again(linker, outcome, plan.fixes)
    if repairs := tuple(found.fix for found in new if found.fix and found.path in outcome.files):
        plan = replace(plan, repairs=repairs)
        if with_repairs:
            outcome = rewrite((*plan.fixes, *repairs), linker.settings)
    return plan, outcome


def _again(linker: Linker, outcome: Outcome, fixes: Sequence[Fix]) -> Outcome:
    """Return what fewer fixes come to: only files that the others had to do with are made anew."""
    from codex_tools.edits.fixing import Outcome

    kept = dict.fromkeys(fixes)
    every = [*outcome.made, *(each.fix for each in outcome.refused)]
    paths = _connected(every, {path for fix in every if fix not in kept for path in _paths(fix)})
    made = rewrite((fix for fix in kept if not paths.isdisjoint(_paths(fix))), linker.settings)
    files = {path: file for path, file in outcome.files.items() if path not in paths}
    return Outcome(
        dict(sorted({**files, **made.files}.items())),
        [fix for fix in outcome.made if paths.isdisjoint(_paths(fix))] + made.made,
        [each for each in outcome.refused if paths.isdisjoint(_paths(each.fix))] + made.refused,
    )


def _connected(fixes: Iterable[Fix], paths: set[str]) -> set[str]:
    """Return some files with all that fixes change together with them, directly or not."""
    beside: dict[str, set[str]] = {}
    for fix in fixes:
        for path in _paths(fix):
            beside.setdefault(path, set()).update(_paths(fix))
    found, queue = set(paths), list(paths)
    while queue:
        new = beside.get(queue.pop(), set()) - found
        found |= new
        queue += new
    return found


def _paths(fix: Fix) -> set[str]:
    return {change.path for change in fix.changes}


def _new_findings(linker: Linker, outcome: Outcome) -> list[Diagnostic]:
    """Return what the rules on provenance find in the changed files that they do not find today."""
    settings = _of_provenance(linker.settings)
    if not outcome.files or not settings.select:
        return []
    changed = {path: file.after for path, file in outcome.files.items()}
    before = Counter(map(_key, run_rules(linker.base, settings, changed.keys())))
    new = []
    for found in _after(linker.base, settings, changed):
        if before[_key(found)]:
            before[_key(found)] -= 1
        else:
            new.append(found)
    return new


def _after(
    base: KnowledgeBase, settings: Settings, changed: Mapping[str, bytes]
) -> list[Diagnostic]:
    return run_rules(update(base, settings, changed), settings, changed.keys())


def _of_provenance(settings: Settings) -> Settings:
    """Return settings that choose those of the chosen rules which are about provenance."""
    codes = (code for code in chosen_codes(settings) if code.startswith(_PROVENANCE))
    return settings._replace(select=tuple(sorted(codes)), extend_select=(), ignore=())


def _key(found: Diagnostic) -> tuple[str, str, str]:
    return found.path, found.code, found.message


def _objections(plan: LinkPlan, new: Iterable[Diagnostic]) -> dict[LinkPair, str]:
    """Return for the new links of files in which something cannot be repaired what that is."""
    said = {found.path: f"{found.code} {found.message}" for found in new if not found.fix}
    return {
        pair: next(said[path] for path in pair if path in said)
        for pair in plan.new
        if not said.keys().isdisjoint(pair)
    }


def _without(linker: Linker, plan: LinkPlan, objections: Mapping[LinkPair, str]) -> LinkPlan:
    """Return a plan that leaves some links to people."""
    found = tuple(each for each in plan.found if each.pair not in objections)
    objected = (each for each in plan.found if each.pair in objections)
    doubtful = [replace(each, decision="review") for each in objected]
    one_way = tuple(pair for pair in plan.one_way if pair not in objections)
    return replace(
        plan,
        standing=plan.standing.union(plan.one_way).difference(one_way),
        one_way=one_way,
        found=found,
        review=(*doubtful, *plan.review),
        fixes=_fixes(linker, [*one_way, *(each.pair for each in found)]),
        objections=objections,
    )


def _fixes(linker: Linker, pairs: Collection[LinkPair]) -> tuple[Fix, ...]:
    return tuple(link_fixes(linker, pairs))
