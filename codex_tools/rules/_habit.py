"""Whether a base with a model of its own does what a rule asks for: most of its claims do."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.model import Note, Role

_SAMPLE = 200
"""Claims that tell for all."""

_MOST = 0.8
_FEWEST = 5


def is_habit(
    base: KnowledgeBase, name: str, fits: Callable[[KnowledgeBase, Note], bool | None]
) -> bool:
    """Tell whether claims are to be judged by something that ``fits`` tells of one; ``None`` is for
    claims of which there is nothing to say. What is found is kept under ``name``."""

    def judge(base: KnowledgeBase) -> bool:
        told = (fits(base, note) for note in base.of_role(Role.CLAIM))
        sample = list(islice((each for each in told if each is not None), _SAMPLE))
        return len(sample) >= _FEWEST and sum(sample) >= _MOST * len(sample)

    return base.once(name, judge)
