"""A note → whether its status takes it out of the argument."""

from __future__ import annotations

from codex_tools.base.fields import Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.model import Note


def is_retired(base: KnowledgeBase, note: Note) -> bool:
    """Tell whether the status of a note takes it out of the argument."""
    return retired_status(base, note) != ""


def retired_status(base: KnowledgeBase, note: Note) -> str:
    """Return the status of a retired note as it stands in the file; empty for others."""
    status = base.fields.text(note, Meaning.STATUS)
    return status if status.casefold() in base.argumentation.retired else ""
