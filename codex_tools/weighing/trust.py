"""A concept of the Open Knowledge Format → how far it is confirmed, and until when it holds."""

from __future__ import annotations

from typing import NamedTuple

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.okf.families import Tier, text_of, tier_of
from codex_tools.base.okf.instants import has_come
from codex_tools.base.okf.keys import STALE_AFTER
from codex_tools.model import Note


class Trust(NamedTuple):
    """The trust tier of a concept, and the instant from which on it is stale, as it is written."""

    tier: Tier
    stale_after: str = ""

    @property
    def is_stale(self) -> bool:
        """Whether the instant has come."""
        return has_come(self.stale_after)


def trust_of(base: KnowledgeBase, note: Note) -> Trust | None:
    """Return how far a note is to be trusted; ``None`` for what is no concept of a bundle."""
    if not base.kinds.is_concept(note.path):
        return None
    fields = note.document.fields
    return Trust(tier_of(fields), text_of(fields.get(STALE_AFTER)))
