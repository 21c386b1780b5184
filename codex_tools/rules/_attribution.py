"""The roles that contributors can have."""

from __future__ import annotations

from codex_tools.base.attribution import FIELD
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.model import Note


def known_roles(base: KnowledgeBase, note: Note) -> list[str]:
    """Return the roles that the schema of a note describes."""
    kind = base.kinds.by_name.get(note.kind)
    about = kind.schema.get("properties", {}).get(FIELD, {}) if kind else {}
    return list(about.get("properties", ()))
