"""``codex rule``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from codex_tools.commands._options import AS_TEXT_OR_JSON, COLOUR
from codex_tools.commands._output import is_coloured
from codex_tools.errors import NotFoundError
from codex_tools.runtime import lazy_regex

if TYPE_CHECKING:
    from codex_tools.rules import Case, Rule

HEADING = lazy_regex.compile(r"^#+ (.+)$", re.MULTILINE)


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
        text = json.dumps([_as_dict(rule) for rule in rules], ensure_ascii=False, indent=2)
    else:
        text = "\n".join(map(_line, rules)) if every else "\n\n\n".join(map(_page, rules))
    click.echo(text, color=is_coloured(color))


def _chosen(selectors: Iterable[str]) -> list[Rule]:
    """Return the rules that the selectors name, in their order, each once."""
    return list(dict.fromkeys(rule for text in selectors for rule in _named(text)))


def _named(text: str) -> list[Rule]:
    from codex_tools.rules import all_rules, matches
    from codex_tools.runtime.text import nearest

    rules = all_rules()
    found = [rule for rule in rules if text and matches(rule, (text, text.upper(), text.lower()))]
    if not found:
        known = [word for rule in rules for word in (rule.code, rule.name)]
        hint = nearest(text.upper(), known) or nearest(text.lower(), known)
        raise NotFoundError(f"no rule has a code or name like `{text}`{hint}")
    return found


def _line(rule: Rule) -> str:
    code = click.style(rule.code, bold=True)
    return f"{code}  {rule.name:26}  {rule.severity.label:7}  {_marks(rule)}  {rule.summary}"


def _marks(rule: Rule) -> str:
    return f"{'on ' if rule.default else 'off'}  {'fix' if rule.fixable else '   '}"


def _page(rule: Rule) -> str:
    head = f"{click.style(rule.code, bold=True)}  {click.style(rule.name, bold=True)}"
    text = HEADING.sub(lambda match: click.style(match[1], bold=True), rule.explanation)
    parts = [f"{head}\n{rule.facts}", rule.summary, text]
    return "\n\n".join((*parts, *(_example(case) for case in rule.invalid[:1])))


def _example(case: Case) -> str:
    """The files of a case, indented, and where in them something is found."""
    return "\n".join((click.style("Example", bold=True), *_example_lines(case)))


def _example_lines(case: Case) -> Iterator[str]:
    for path, text in case.shown().items():
        yield f"  {click.style(path, underline=True)}"
        yield from (f"    {line}".rstrip() for line in text.splitlines())
    yield f"  found at {', '.join(case.finds)}"


def _as_dict(rule: Rule) -> dict[str, Any]:
    case = next(iter(rule.invalid), None)
    return {
        "code": rule.code,
        "name": rule.name,
        "summary": rule.summary,
        "severity": rule.severity.label,
        "default": rule.default,
        "fixable": rule.fixable,
        "explanation": rule.explanation,
        "example": {"files": dict(case.shown()), "found": case.finds} if case else None,
    }
