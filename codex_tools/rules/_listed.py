"""A row of facts ⇄ the rule that it is of, whose module is loaded when it is to run."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from codex_tools import rules
from codex_tools.base.kinds import Model
from codex_tools.model import Severity
from codex_tools.rules._base import Facts, Rule
from codex_tools.runtime import discovery

_Names = tuple[str, ...]
Row = tuple[str, str, int, _Names, str, _Names, _Names, str]
"""Code, name, severity, the models that the rule is foreign to, its subject, the fields that it
looks at, the keywords that it reports, and what else holds of it."""

_FLAGS = tuple(name for name, value in vars(Facts).items() if isinstance(value, bool))


def row_of(rule: Facts) -> Row:
    """Return the row of a rule."""
    flags = " ".join(name for name in _FLAGS if getattr(rule, name))
    foreign_to = tuple(sorted(model.value for model in rule.foreign_to))
    named = rule.code, rule.name, int(rule.severity)
    about = rule.subject, rule.fields, tuple(sorted(rule.keywords))
    return *named, foreign_to, *about, flags


class Listed(Facts):
    """The rule of a row. What else a rule has is taken from its module when it is asked for."""

    def __init__(self, row: Row) -> None:
        self.code, self.name, severity, foreign_to, self.subject, self.fields, keywords, flags = row
        self.severity, self.keywords = Severity(severity), frozenset(keywords)
        self.foreign_to = frozenset(map(Model, foreign_to))
        self.default = False
        vars(self).update(dict.fromkeys(flags.split(), True))

    @cached_property
    def _rule(self) -> Rule:
        return rule_in(self.name)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._rule, name)


def rule_in(name: str) -> Rule:
    """Return the rule in the module of this name."""
    module = discovery.load(rules, name)
    [found] = (
        value()
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, Rule)
        and value.__module__ == module.__name__
    )
    return found
