"""Rules over a knowledge base → what is reported: chosen, silenced and weighed by the settings."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import cast

from codex_tools.base.kinds import Model
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.scope import Scope
from codex_tools.findings.positions import locate
from codex_tools.model import Diagnostic, Finding, Severity, Suppression
from codex_tools.rules import AfterRule, Rule, chosen_rules, listed_rules, matches
from codex_tools.runtime.parallel import MIN_ITEMS, Progress, imap_forked, with_progress
from codex_tools.settings import Settings
from codex_tools.syntax.suppressions import suppress

_MOST_SHARED = 30_000
"""Notes beyond which a second process costs as much as it saves: each that touches them gets a copy
of the memory that they are in."""


def run_rules(
    base: KnowledgeBase,
    settings: Settings,
    only: Collection[str] | None = None,
    progress: Progress | None = None,
) -> list[Diagnostic]:
    """Return the findings of the chosen rules, in the order of paths and places.

    ``only`` limits the findings to these paths; ``progress`` is told the share of the rules that
    ran. Raises SettingsError for a selection that fits no rule.
    """
    found = find(base, settings, chosen(settings), only, progress)
    return heed_comments(base, settings, found, only)


def chosen(settings: Settings) -> tuple[Rule, ...]:
    """Return the rules that the settings choose. Raises SettingsError for a selection that fits no
    rule."""
    return _chosen(settings, rules_of(settings))


def find(
    base: KnowledgeBase,
    settings: Settings,
    rules: Sequence[Rule],
    only: Collection[str] | None = None,
    progress: Progress | None = None,
) -> Iterator[Diagnostic]:
    """Yield what some rules find, in the order of paths and places, whatever comments silence."""
    model = base.kinds.model
    here = [each for each in rules if model not in each.foreign_to]
    found = _find(Scope(base, only), [rule for rule in here if not rule.runs_after], progress)
    return locate(_reported(found, settings, only), base.text)


def heed_comments(
    base: KnowledgeBase,
    settings: Settings,
    found: Iterable[Diagnostic],
    only: Collection[str] | None = None,
) -> list[Diagnostic]:
    """Return what is left of all that the chosen rules :func:`find`, with what is wrong with the
    comments, and with the severities of the settings."""
    every = rules_of(settings)
    rules, scope = _chosen(settings, every), Scope(base, only)
    by_code = {rule.code: rule for rule in every}

    def is_meant(found: Diagnostic, selectors: Sequence[str]) -> bool:
        return matches(by_code[found.code], selectors)

    comments = _comments(scope)
    kept, used = suppress(found, comments, is_meant)
    after = [
        (rule, each)
        for rule in (_that_run_after(rules) if comments else ())
        for each in rule.check_after(scope, used, rules, every)
    ]
    if after:
        kept += locate(_reported(after, settings, only), base.text)
        kept.sort(key=lambda each: (each.path, each.start, each.code, each.message))
    kept = [_tempered(each, by_code[each.code]) for each in kept] if _is_lenient(base) else kept
    severities = settings.severity
    return [_weighed(each, by_code[each.code], severities) for each in kept] if severities else kept


def rules_of(settings: Settings) -> tuple[Rule, ...]:
    """Return all rules: those of the program, and those that the settings describe."""
    if not settings.policy:
        return listed_rules()
    from codex_tools.app.policies import policy_rules

    return (*listed_rules(), *policy_rules(settings.policy, listed_rules()))


def chosen_codes(settings: Settings) -> set[str]:
    """Return the codes of the rules that the settings choose."""
    return {rule.code for rule in chosen(settings)}


def _chosen(settings: Settings, rules: Sequence[Rule]) -> tuple[Rule, ...]:
    return chosen_rules(rules, settings.select, settings.ignore, settings.extend_select)


def _that_run_after(rules: Iterable[Rule]) -> list[AfterRule]:
    return cast("list[AfterRule]", [rule for rule in rules if rule.runs_after])


def _find(
    scope: Scope, rules: Sequence[Rule], progress: Progress | None
) -> list[tuple[Rule, Finding]]:
    """Run rules, on several cores where many notes are examined; findings by rule."""
    groups = _groups(rules)
    shared = MIN_ITEMS <= sum(1 for _ in scope.examined()) < _MOST_SHARED
    min_items = 2 if shared else sys.maxsize

    def work(group: Sequence[Rule]) -> list[list[Finding]]:
        return [list(rule.check(scope)) if rule.has_subject(scope) else [] for rule in group]

    if shared:  # all that is done once is done before there are several processes
        _ = scope.references, scope.broken
        _ = [rule.check for rule in rules if not rule.needs_schemas and rule.has_subject(scope)]
    found = imap_forked(work, groups, min_items=min_items)
    return [
        (rule, each)
        for group, findings in zip(groups, with_progress(found, len(groups), progress), strict=True)
        for rule, some in zip(group, findings, strict=True)
        for each in some
    ]


_OF_REFERENCES = frozenset({"dangling", "ambiguous", "inexact"})
"""The subjects of rules that say what references mean instead."""


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Return rules as they are shared among processes: together where they load and work out the
    same, which takes longest and goes first."""
    references = [rule for rule in rules if rule.subject in _OF_REFERENCES]
    schemas = [rule for rule in rules if rule.needs_schemas]
    together = {rule.code for rule in (*references, *schemas)}
    return [references, schemas, *([rule] for rule in rules if rule.code not in together)]


def _comments(scope: Scope) -> dict[str, tuple[Suppression, ...]]:
    return {
        note.path: note.document.suppressions
        for note in scope.examined()
        if note.document.suppressions
    }


def _reported(
    found: Sequence[tuple[Rule, Finding]], settings: Settings, only: Collection[str] | None
) -> Iterator[tuple[Rule, Finding]]:
    """Leave out what stands in other files, or in files for which its rule is switched off."""
    ignores = settings.per_file_ignores
    for rule, finding in found:
        if only is not None and finding.path not in only:
            continue
        if ignores and any(
            fnmatchcase(finding.path, pattern) and matches(rule, selectors)
            for pattern, selectors in ignores.items()
        ):
            continue
        yield rule, finding


_LENIENT = frozenset({Model.OKF})
"""The models that take anything that can be read, and references to what is still to be written."""


def _is_lenient(base: KnowledgeBase) -> bool:
    return base.kinds.model in _LENIENT


_SOFT = ("AG", "AT", "CL", "ED", "FM005", "PV", "RF", "TI")
"""The rules on what a note says, unlike those on whether it can be read and fits its schema."""


def _tempered(found: Diagnostic, rule: Rule) -> Diagnostic:
    """Make no more than a warning of what makes a note no worse than unfinished."""
    if not rule.code.startswith(_SOFT):
        return found
    return found._replace(severity=min(found.severity, Severity.WARNING))


def _weighed(found: Diagnostic, rule: Rule, severities: Mapping[str, Severity]) -> Diagnostic:
    """Give a diagnostic the severity of the longest selector that names its rule."""
    fitting = [selector for selector in severities if matches(rule, (selector,))]
    return found._replace(severity=severities[max(fitting, key=len)]) if fitting else found
