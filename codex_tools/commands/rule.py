"""``codex rule``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from codex_tools.errors import NotFoundError
from codex_tools.reporters.envelope import envelope
from codex_tools.reporters.rules import rule_dict, rule_line, rule_page
from codex_tools.terminal.options import AS_TEXT_OR_JSON, COLOUR, base_options
from codex_tools.terminal.output import is_coloured, say

if TYPE_CHECKING:
    from codex_tools.rules import Rule


@click.command("rule")
@click.argument("selectors", metavar="CODE|NAME...", nargs=-1)
@click.option("--all", "every", is_flag=True, help="All rules; as text, a line for each.")
@AS_TEXT_OR_JSON
@base_options
@COLOUR
def command(
    selectors: tuple[str, ...], every: bool, output_format: str, root: Path | None, color: str
) -> None:
    """Explain rules: what they report, why it matters and what to do.

    A code such as RF001, a name such as dangling-wikilink, or the beginning of codes such as RF.
    Policies of the configuration are rules too.
    """
    if every == bool(selectors):
        raise click.UsageError("name a rule, or say --all")
    rules = _all_of(root) if every else _chosen(selectors, root)
    if output_format == "json":
        text = envelope("rule", None, map(rule_dict, rules))
    else:
        text = "\n".join(map(rule_line, rules)) if every else "\n\n\n".join(map(rule_page, rules))
    say(text, coloured=is_coloured(color))


def _all_of(root: Path | None) -> tuple[Rule, ...]:
    """Return all rules: those of the program, and the policies of the configuration."""
    from codex_tools.app.engine import rules_of
    from codex_tools.terminal.options import settings_for

    return rules_of(settings_for(root))


def _chosen(selectors: Iterable[str], root: Path | None) -> list[Rule]:
    """Return the rules that the selectors name, in their order, each once."""
    return list(dict.fromkeys(rule for text in selectors for rule in _named(text, root)))


def _named(text: str, root: Path | None) -> list[Rule]:
    """Return the rules that a selector names; the configuration is read where it may be one of its
    policies."""
    from codex_tools.rules import all_rules, near

    if found := _fitting(text, all_rules()):
        return found
    rules = _all_of(root)
    if not (found := _fitting(text, rules)):
        raise NotFoundError(f"no rule has a code or name like `{text}`{near(text, rules)}")
    return found


def _fitting(text: str, rules: Iterable[Rule]) -> list[Rule]:
    from codex_tools.rules import matches

    return [rule for rule in rules if text and matches(rule, (text, text.upper(), text.lower()))]
