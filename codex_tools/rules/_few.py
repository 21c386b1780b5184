"""A check of a few notes, for which rules need not compare all with all."""

from __future__ import annotations

from itertools import islice

from codex_tools.base.scope import Scope
from codex_tools.model import Note, Role

_FEW = 20


def few_examined(scope: Scope, role: Role | None = None) -> list[Note] | None:
    """Return the examined notes, all or those of a role; ``None`` where they are not few."""
    few = list(islice(scope.examined(role), _FEW + 1))
    return few if len(few) <= _FEW else None
