"""``codex review``: a suspect edge that somebody is asked about → what is shown of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

import click

from codex_tools.base.fields import Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.notes import make_note
from codex_tools.history.suspects import Suspect
from codex_tools.history.wording import plain
from codex_tools.model import Note
from codex_tools.runtime.printable import printable
from codex_tools.syntax.document import parse_document
from codex_tools.syntax.line_ends import with_lf

MOST_LINES = 30
"""Lines of what was reworded that are shown."""

MOST_COMPARED = 1_000
"""Sentences of a text that are compared, for which the time grows with their square."""

_SENTENCE_END = re.compile(r"(?<=[.!?]) ")
_COLOURS = {"-": "red", "+": "green"}


def question_text(base: KnowledgeBase, suspect: Suspect, then: bytes, number: str) -> str:
    """Return what an edge says and what changed at its target, whose file was ``then``."""
    return "\n".join(_lines(base, suspect, then, number))


def _lines(base: KnowledgeBase, suspect: Suspect, then: bytes, number: str) -> Iterator[str]:
    source, link, target, _ = suspect.link
    ends = f"{printable(source)} {printable(link.relation)} {printable(target)}"
    yield click.style(f"\n{number}  {ends}", bold=True)
    yield f"  {'confirmed' if suspect.is_confirmed else 'written'} on {suspect.day}; since then:"
    document = parse_document(suspect.then[0], then, base.relations.inline_fields)
    before = make_note(document, base.kinds, base.relations, base.fields)
    after = base.notes[target]
    for part in suspect.parts:
        if part != "text":
            was, now = (_value(base, note, part) or "none" for note in (before, after))
            yield f"  {part}: {printable(was)} → {printable(now)}"
    if "text" in suspect.parts:
        yield from _reworded(_body(before, with_lf(then)), _body(after, base.text(target)))


def _value(base: KnowledgeBase, note: Note, part: str) -> str:
    if part == "kind":
        return note.kind
    found = base.fields.get(note, Meaning(part))
    return found.text if found else ""


def _body(note: Note, data: bytes) -> list[str]:
    """Return the sentences of a note, so that a new line width is no change."""
    text = data[note.document.body_start :].decode("utf-8", "replace")
    paragraphs = (" ".join(each.split()) for each in text.split("\n\n"))
    return [each for one in paragraphs if one for each in _SENTENCE_END.split(one)]


def _changed(before: list[str], after: list[str]) -> Iterator[str]:
    """Yield the sentences of which the words are other ones, with ``-`` or ``+`` in front."""
    one, other = (list(map(plain, each[:MOST_COMPARED])) for each in (before, after))
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind != "equal":
            yield from (f"-{sentence}" for sentence in before[start:end])
            yield from (f"+{sentence}" for sentence in after[other_start:other_end])


def _reworded(before: list[str], after: list[str]) -> Iterator[str]:
    lines = list(_changed(before, after))
    for line in lines[:MOST_LINES]:
        yield "  " + click.style(printable(line), fg=_COLOURS.get(line[0]))
    if (rest := len(lines) - MOST_LINES) > 0:
        yield f"  … and {rest} more"
