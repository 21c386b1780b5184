"""A plan of links → the same without those that a rule objects to, with what it makes necessary.

What is planned is made in memory, and the rules on provenance look at the changed files before and
after. A repair of what is new is offered (a source that counts as unread); where there is none, the
links of the file are left to people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from codex_tools.app.engine import rules_of, run_rules
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
        outcome = rewrite(plan.fixes, linker.settings)
    if repairs := tuple(found.fix for found in new if found.fix and found.path in outcome.files):
        plan = replace(plan, repairs=repairs)
        if with_repairs:
            outcome = rewrite((*plan.fixes, *repairs), linker.settings)
    return plan, outcome


def _new_findings(linker: Linker, outcome: Outcome) -> list[Diagnostic]:
    """Return what the rules on provenance find in the changed files that they do not find today."""
    if not outcome.files:
        return []
    settings = _of_provenance(linker.settings)
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
    others = (rule.code for rule in rules_of(settings) if not rule.code.startswith(_PROVENANCE))
    return settings._replace(ignore=(*settings.ignore, *others))


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
