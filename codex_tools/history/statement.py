"""A note → what it states, in a form that is the same until its meaning changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from codex_tools.base.fields import FieldTable, Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.history.wording import plain, wording
from codex_tools.model import Note, Role

try:
    from _blake2 import blake2b  # what hashlib has, which takes longer to load
except ImportError:
    from hashlib import blake2b

_SIZE = 12


class Statement(NamedTuple):
    """What a note states: its kind, what three of its fields say, and digests of its text.

    The status of a source tells how far the work on it is, and counts only as far as it takes it
    out of the argument; so it is empty for most. A title counts where a file states it. Of the two
    digests, see :class:`~codex_tools.history.wording.Wording`, one stays where nothing is reworded.
    """

    kind: str
    confidence: str
    status: str
    title: str
    shown: str
    bare: str


def statement(base: KnowledgeBase, note: Note, data: bytes) -> Statement:
    """Return what a note states that is read as those of a knowledge base are.

    ``data`` are the bytes of its file, with LF at the line ends.
    """
    fields = base.fields
    status = _text(note, fields, Meaning.STATUS)
    if note.role is Role.SOURCE and status not in base.argumentation.retired:
        status = ""
    words = wording(data, note.document.body_start, base.relations.inline_fields)
    return Statement(
        note.kind,
        _text(note, fields, Meaning.CONFIDENCE),
        status,
        plain(_text(note, fields, Meaning.TITLE)),
        _digest(words.shown),
        _digest(words.bare),
    )


def statement_in(base: KnowledgeBase, path: str) -> Statement:
    """Return what a note of a knowledge base states."""
    return statement(base, base.notes[path], base.text(path))


def changed_parts(before: Statement, after: Statement) -> Iterator[str]:
    """Yield the names of the parts that say something else: ``kind``, ``text`` …"""
    for name in ("kind", "confidence", "status", "title"):
        if getattr(before, name) != getattr(after, name):
            yield name
    if before.shown != after.shown and before.bare != after.bare:
        yield "text"


def _text(note: Note, fields: FieldTable, meaning: Meaning) -> str:
    found = fields.get(note, meaning)
    return found.text.strip().casefold() if found else ""


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_SIZE).hexdigest()
