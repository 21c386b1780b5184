"""``codex rule``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from codex_tools.errors import NotFoundError
from codex_tools.reporters.rules import rule_dict, rule_line, rule_page
from codex_tools.runtime.printable import json_text
from codex_tools.terminal.options import AS_TEXT_OR_JSON, COLOUR
from codex_tools.terminal.output import is_coloured, say

if TYPE_CHECKING:
    from codex_tools.rules import Rule


@click.command("rule")
@click.argument("selectors", metavar="CODE|NAME...", nargs=-1)
@click.option("--all", "every", is_flag=True, help="All rules; as text, a line for each.")
@AS_TEXT_OR_JSON
@COLOUR
def command(selectors: tuple[str, ...], every: bool, output_format: str, color: str) -> None:
    """Explain rules: what they report, why it matters and what to do.

    A code such as RF001, a name such as dangling-wikilink, or the beginning of codes such as RF.
    """
    from codex_tools.rules import all_rules

    if every == bool(selectors):
        raise click.UsageError("name a rule, or say --all")
    rules = all_rules() if every else _chosen(selectors)
    if output_format == "json":
        text = json_text([rule_dict(rule) for rule in rules], indent=2)
    else:
        text = "\n".join(map(rule_line, rules)) if every else "\n\n\n".join(map(rule_page, rules))
    say(text, coloured=is_coloured(color))


def _chosen(selectors: Iterable[str]) -> list[Rule]:
    """Return the rules that the selectors name, in their order, each once."""
    return list(dict.fromkeys(rule for text in selectors for rule in _named(text)))


def _named(text: str) -> list[Rule]:
    from codex_tools.rules import all_rules, matches
    from codex_tools.runtime.text import did_you_mean

    rules = all_rules()
    found = [rule for rule in rules if text and matches(rule, (text, text.upper(), text.lower()))]
    if not found:
        known = [word for rule in rules for word in (rule.code, rule.name)]
        hint = did_you_mean(text.upper(), known) or did_you_mean(text.lower(), known)
        raise NotFoundError(f"no rule has a code or name like `{text}`{hint}")
    return found
