"""The rules there are, and which of them a run uses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import cast

from codex_tools import rules
from codex_tools.errors import SettingsError
from codex_tools.rules._base import Rule, nearest_rule
from codex_tools.rules._listed import Listed, rule_in
from codex_tools.rules._table import TABLE
from codex_tools.runtime import discovery


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, sorted by code."""
    found = map(rule_in, discovery.names(rules))
    return tuple(sorted(found, key=lambda rule: rule.code))


@cache
def listed_rules() -> tuple[Rule, ...]:
    """Return the same, with a module loaded when more of its rule than its facts is asked for.

    All are loaded where the table lacks one, as it does until ``docs/generate.py`` has run.
    """
    if sorted(name for _, name, *_ in TABLE) != discovery.names(rules):
        return all_rules()
    return cast("tuple[Rule, ...]", tuple(map(Listed, TABLE)))


def chosen_rules(
    rules: Iterable[Rule],
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    extend: Iterable[str] = (),
) -> tuple[Rule, ...]:
    """Return those of the rules to run: the ones that are on by default, or those of ``select``,
    and those of ``extend``, less ``ignore``.

    All take codes, prefixes of codes and names of rules; ``ALL`` selects every rule. Raises
    SettingsError for one that fits no rule.
    """
    every = tuple(rules)
    wanted, unwanted, added = (_known(every, given) for given in (select, ignore, extend))
    return tuple(
        rule
        for rule in every
        if ((matches(rule, wanted) if wanted else rule.default) or matches(rule, added))
        and not matches(rule, unwanted)
    )


def _known(rules: Sequence[Rule], selectors: Iterable[str]) -> tuple[str, ...]:
    given = tuple(selectors)
    for selector in given:
        if not is_known(selector, rules):
            hint = near(selector, rules)
            raise SettingsError(f"no rule has a code or name like `{selector}`{hint}")
    return given


def near(selector: str, rules: Iterable[Rule]) -> str:
    """Return a hint for a selector that fits none of the rules."""
    if "," in selector:
        return "; write each of them as an item of the list"
    return nearest_rule(selector, rules) or "; `codex rule --all` lists them"


def is_known(selector: str, rules: Iterable[Rule]) -> bool:
    """Tell whether a selector names one of the rules."""
    return bool(selector) and any(matches(rule, (selector,)) for rule in rules)


def matches(rule: Rule, selectors: Iterable[str]) -> bool:
    """Tell whether a rule is one of those that selectors name."""
    return any(map(rule.answers_to, selectors))
