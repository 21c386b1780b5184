"""What a note is called for good: the id that its kind has a field for, else its path."""

from __future__ import annotations

from codex_tools.base.fields import Meaning
from codex_tools.base.kinds import Kind
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.errors import NotFoundError
from codex_tools.model import NOTHING, Note


def id_field(base: KnowledgeBase, kind: Kind | None) -> str:
    """Return the field in which notes of a kind have an id: one that its schema describes."""
    known = kind.schema.get("properties", NOTHING) if kind else NOTHING
    return next((name for name in base.fields.keys(Meaning.ID) if name in known), "")


def note_id(base: KnowledgeBase, note: Note) -> str:
    """Return the id of a note, which stays when the file is renamed, or its path."""
    name = id_field(base, base.kinds.by_name.get(note.kind))
    given = note.fields.get(name) if name else None
    return str(given) if given not in (None, "") else note.path


def find_by_id(base: KnowledgeBase, text: str) -> Note | None:
    """Return the note with an id, if there is one. Raises NotFoundError where several have it."""
    if not any(id_field(base, kind) for kind in base.kinds.kinds):
        return None
    found = [note for note in base.notes.values() if note_id(base, note) == text]
    if len(found) > 1:
        paths = ", ".join(note.path for note in found)
        raise NotFoundError(f"several notes have the id {text}: {paths}")
    return found[0] if found else None
