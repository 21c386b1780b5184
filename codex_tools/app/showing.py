"""A note → what there is to know of it: its text, what it names and what names it."""

from __future__ import annotations

from typing import NamedTuple

from codex_tools.app.identity import note_id
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.model import Note


class Reference(NamedTuple):
    """A reference to or from a note: the note at its other end, and the relation."""

    path: str
    relation: str
    title: str


class Shown(NamedTuple):
    """A note with its id, the bytes of its file, the text below its front matter, and its edges."""

    note: Note
    id: str
    data: bytes
    body: str
    outgoing: tuple[Reference, ...]
    incoming: tuple[Reference, ...]


def show(base: KnowledgeBase, note: Note) -> Shown:
    """Return what there is to know of a note. Raises EditRefusedError where its file changed."""
    data = base.unchanged(note.path)
    body = base.text(note.path)[note.document.body_start :].decode("utf-8", "replace")
    outgoing, incoming = set(), set()
    for link in base.links.resolved:
        relation = link.link.relation
        if link.source == note.path and link.target in base.notes:
            outgoing.add(Reference(link.target, relation, base.notes[link.target].title))
        if link.target == note.path:
            incoming.add(Reference(link.source, relation, base.notes[link.source].title))
    ends = tuple(sorted(outgoing, key=_order)), tuple(sorted(incoming, key=_order))
    return Shown(note, note_id(base, note), data, body, *ends)


def _order(reference: Reference) -> tuple[str, str]:
    return reference.relation, reference.path
