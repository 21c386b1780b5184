"""``codex impact``: what falls, and what rises, without a claim or a source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import click

from codex_tools.app.argument import Subject
from codex_tools.argument.impact import Change, Impact
from codex_tools.argument.model import Argument
from codex_tools.reporters.argument.words import section, verdict_dict, verdict_words
from codex_tools.runtime.printable import printable
from codex_tools.runtime.text import pluralise


def impact_text(argument: Argument, subject: Subject, found: Impact) -> str:
    """Return what changes without a note, or without what is at an address, for people."""
    return "\n".join(_lines(argument, subject, found))


def _lines(argument: Argument, subject: Subject, found: Impact) -> Iterator[str]:
    yield f"Without {click.style(printable(subject.name), bold=True)}:"
    copies = [each for each in _copies(argument, subject) if each != subject.name]
    if copies:
        what = "and its copy" if len(copies) == 1 else "and its copies"
        what = what if subject.named_by is None else "archived as"
        yield f"({what} {printable(', '.join(copies))})"
    yield from _changed(argument, found)
    yield from section("Named by", map(printable, subject.named_by or ()))


def _changed(argument: Argument, found: Impact) -> Iterator[str]:
    if not found.lost and not found.gained:
        yield "nothing changes for any other note"
        return
    lost, gained = pluralise(len(found.lost), "note"), pluralise(len(found.gained), "note")
    yield f"{lost} would fall, {gained} would rise"
    yield from section("Would fall, the nearest first", change_lines(argument, found.lost))
    yield from section("Would rise, the nearest first", change_lines(argument, found.gained))


def change_lines(argument: Argument, changes: Sequence[Change]) -> Iterator[str]:
    """Yield a line for each note that falls or rises."""
    for each in changes:
        moved = f"{verdict_words(each.before)} → {verdict_words(each.after)}"
        through = argument.names[each.through]
        by = f", through {printable(through)}" if each.distance > 1 else ""
        yield f"{printable(argument.names[each.claim])}: {moved}{by}"


def impact_dict(argument: Argument, subject: Subject, found: Impact) -> dict[str, Any]:
    """Return the same for programs."""
    return {
        "path": subject.name,
        "copies": _copies(argument, subject) or None,
        "named_by": None if subject.named_by is None else list(subject.named_by),
        "lost": [change_dict(argument, each) for each in found.lost],
        "gained": [change_dict(argument, each) for each in found.gained],
    }


def change_dict(argument: Argument, change: Change) -> dict[str, Any]:
    """Return a note that falls or rises, for programs."""
    return {
        "path": argument.names[change.claim],
        "before": verdict_dict(change.before),
        "after": verdict_dict(change.after),
        "distance": change.distance,
        "through": argument.names[change.through],
    }


def _copies(argument: Argument, subject: Subject) -> list[str]:
    """The archives of the document, or of the documents."""
    rows = (argument.sources.get(argument.numbers[each], ()) for each in subject.ids)
    return list(dict.fromkeys(chain.from_iterable(rows)))
