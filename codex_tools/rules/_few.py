"""A check of a few notes, for which rules need not compare all with all."""

from __future__ import annotations

from itertools import islice

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.model import Note

_FEW = 20


def few_examined(base: KnowledgeBase, kind: str) -> list[Note] | None:
    """Return the examined notes of a kind; ``None`` where they are not few."""
    few = list(islice(base.examined(kind), _FEW + 1))
    return few if len(few) <= _FEW else None
