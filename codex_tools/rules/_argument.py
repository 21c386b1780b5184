"""What the rules on the argument share: where an edge of it is written, and words for paths."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import stem
from codex_tools.model import ResolvedLink

if TYPE_CHECKING:
    from codex_tools.weighing.weighed import Weighed


def weighed(base: KnowledgeBase) -> Weighed:
    """Return the argument of a knowledge base, for which much is loaded that others do without."""
    from codex_tools.weighing.weighed import weighed

    return weighed(base)


def holding_link(known: Weighed, held: str, holder: str) -> ResolvedLink | None:
    """Return the reference that says that one note rests on another."""
    from codex_tools.argument.edges import Edge, Meaning

    backs, leans = Edge(holder, held, Meaning.BACKS), Edge(held, holder, Meaning.LEANS_ON)
    return known.links.get(backs) or known.links.get(leans)


MOST_SHOWN = 5


def arrows(paths: Iterable[str]) -> str:
    """Return the names of notes with arrows between them, for a message; not too many of them."""
    names = [stem(path) for path in paths]
    left_out = len(names) - MOST_SHOWN
    if left_out > 1:
        names[MOST_SHOWN - 1 : -1] = [f"… ({left_out} more)"]
    return " → ".join(names)
