"""A plan of links → the same without those that a rule objects to, with what it makes necessary.

A repair of what the links make wrong is offered (a source that counts as unread); where there is
none, the links of the file are left to people.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from codex_tools.app.fix import rewrite
from codex_tools.app.link_consequences import consequences, paths_of
from codex_tools.edits.outcome import Outcome
from codex_tools.linking.linker import Linker
from codex_tools.linking.plan import LinkPlan, link_fixes
from codex_tools.linking.stored.consequences import NewFinding
from codex_tools.linking.stored.rejections import LinkPair
from codex_tools.model import Fix


def settle(
    linker: Linker, plan: LinkPlan, with_repairs: bool = False, is_shown: bool = True
) -> tuple[LinkPlan, Outcome]:
    """Return a plan to which no rule on provenance objects, and what becomes of the files.

    What the new links make necessary besides is made too ``with_repairs``. Where it is not
    ``is_shown`` what the files become, they may be empty.
    """
    outcome, new = consequences(linker, plan.fixes, is_shown)
    objections = _objections(plan, new)
    if objections:
        fixes = plan.fixes
        plan = _without(linker, plan, objections)
        outcome = _again(linker, outcome, fixes, plan.fixes)
    if repairs := tuple(found.fix for found in new if found.fix and found.path in outcome.files):
        plan = replace(plan, repairs=repairs)
        if with_repairs:
            outcome = rewrite((*plan.fixes, *repairs), linker.settings)
    return plan, outcome


def _again(linker: Linker, outcome: Outcome, fixes: Sequence[Fix], fewer: Sequence[Fix]) -> Outcome:
    """Return what ``fewer`` fixes come to than those of an outcome: only the files of the others
    are made anew, unless something is refused."""
    kept = dict.fromkeys(fewer)
    paths = {path for fix in fixes if fix not in kept for path in paths_of(fix)}
    some = rewrite((fix for fix in kept if not paths.isdisjoint(paths_of(fix))), linker.settings)
    if outcome.refused or some.refused:
        return rewrite(fewer, linker.settings)
    files = {path: file for path, file in outcome.files.items() if path not in paths}
    files |= {path: file for path, file in some.files.items() if path in paths}
    return Outcome(dict(sorted(files.items())), list(kept))


def _objections(plan: LinkPlan, new: Iterable[NewFinding]) -> dict[LinkPair, str]:
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
