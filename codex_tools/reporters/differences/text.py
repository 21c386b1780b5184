"""``codex diff`` for people: a screen, or a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from codex_tools.app.differences import Comparison
from codex_tools.reporters.argument.words import section
from codex_tools.reporters.differences.sections import Line, Section, Theirs, sections
from codex_tools.runtime.printable import printable

MOST_SHOWN = 25
"""Lines of a section in a comment."""

MOST_LETTERS = 60_000
"""Letters of a comment: GitHub takes 65,536, others more."""

_LONGEST = 400
_BACKTICKS = re.compile(r"`+")
_FOLDED = 5


def differences_text(found: Comparison) -> str:
    """Return what changed, for a screen."""
    return "\n".join(_text_lines(found))


def _text_lines(found: Comparison) -> Iterator[str]:
    names = printable(found.before), printable(found.after) or "the working tree"
    yield click.style(" → ".join(names), bold=True)
    told = sections(found)
    yield _summary(told)
    for each in told:
        yield from section(each.title, map(_text_line, each.lines))


def _summary(told: list[Section]) -> str:
    if not told:
        return "nothing changes in the argument"
    return ", ".join(f"{each.title.lower()}: {len(each.lines):,}" for each in told)


def _text_line(line: Line) -> str:
    return "".join(printable(part) if isinstance(part, Theirs) else part for part in line)


def differences_markdown(found: Comparison) -> str:
    """Return what changed as Markdown in which all that stands in the base is inline code."""
    return "\n".join(_markdown_lines(found))


def _markdown_lines(found: Comparison) -> Iterator[str]:
    after = code(found.after) if found.after else "the working tree"
    yield f"### The argument from {code(found.before)} to {after}"
    told = sections(found)
    yield ""
    yield f"{_summary(told).capitalize()}."
    left, unshown = MOST_LETTERS, []
    for each in told:
        block = "\n".join(_block(each))
        if len(block) > left:
            unshown.append(f"{each.title.lower()} ({len(each.lines):,})")
            continue
        left -= len(block)
        yield block
    if unshown:
        yield f"\nToo long to be shown here: {', '.join(unshown)}."


def _block(each: Section) -> Iterator[str]:
    is_long = len(each.lines) > _FOLDED
    title = f"{each.title} ({len(each.lines):,})"
    yield ""
    yield f"<details><summary>{title}</summary>" if is_long else f"**{title}**"
    yield ""
    yield from _items(each)
    if is_long:
        yield ""
        yield "</details>"


def _items(each: Section) -> Iterator[str]:
    for line in each.lines[:MOST_SHOWN]:
        parts = (code(part) if isinstance(part, Theirs) else part for part in line)
        yield f"- {''.join(parts)}"
    if (rest := len(each.lines) - MOST_SHOWN) > 0:
        yield f"- … and {rest:,} more"


def code(text: str) -> str:
    """Return a text as inline code, out of which nothing in it leads.

    In inline code nobody is mentioned, nothing is a link, and no HTML is read. It ends at as many
    backticks as it begins with, and the text has no run of so many.
    https://spec.commonmark.org/0.31.2/#code-spans
    """
    shown = printable(text).strip() or " "
    shown = shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
    runs = set(map(len, _BACKTICKS.findall(shown)))
    fence = "`" * next(number for number in range(1, len(shown) + 2) if number not in runs)
    pad = " " if "`" in (shown[0], shown[-1]) else ""
    return f"{fence}{pad}{shown}{pad}{fence}"
