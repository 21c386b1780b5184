"""Rules → what ``codex rule`` says of them: a page, a line or a table each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from codex_tools.runtime import lazy_regex

if TYPE_CHECKING:
    from codex_tools.rules import Case, Rule

_HEADING = lazy_regex.compile(r"^#+ (.+)$", re.MULTILINE)


def rule_line(rule: Rule) -> str:
    """Return what fits a line: code, name, severity, whether it is on and has a fix, summary."""
    code = click.style(rule.code, bold=True)
    return f"{code}  {rule.name:26}  {rule.severity.label:7}  {_marks(rule)}  {rule.summary}"


def _marks(rule: Rule) -> str:
    return f"{'on ' if rule.default else 'off'}  {'fix' if rule.fixable else '   '}"


def rule_page(rule: Rule) -> str:
    """Return all that is to be said of a rule, with an example."""
    head = f"{click.style(rule.code, bold=True)}  {click.style(rule.name, bold=True)}"
    text = _HEADING.sub(lambda match: click.style(match[1], bold=True), rule.explanation)
    parts = [f"{head}\n{rule.facts}", rule.summary, text]
    return "\n\n".join((*parts, *(_example(case) for case in rule.invalid[:1])))


def _example(case: Case) -> str:
    """Return the files of a case, indented, and where in them something is found."""
    return "\n".join((click.style("Example", bold=True), *_example_lines(case)))


def _example_lines(case: Case) -> Iterator[str]:
    for path, text in case.shown().items():
        yield f"  {click.style(path, underline=True)}"
        yield from (f"    {line}".rstrip() for line in text.splitlines())
    yield f"  found at {', '.join(case.finds)}"


def rule_dict(rule: Rule) -> dict[str, Any]:
    """Return what programs are told of a rule."""
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
