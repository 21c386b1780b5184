"""The values of confidence → the levels of a scale, from the weakest to the strongest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from codex_tools.base.fields import FieldTable, Meaning
from codex_tools.base.scale import SHIPPED_SCALE
from codex_tools.model import Note
from codex_tools.survey.groups import FEWEST
from codex_tools.survey.values import Answers, Evidence, Proposed, Question
from codex_tools.survey.words import rank_of_level

_RARE = 0.05
"""Values of so small a part may be slips, and are no levels."""

_MOST_LEVELS = 10
_STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)
KEYS = ("confidence",)


def find_scale(
    notes: Iterable[Note], fields: FieldTable, answers: Answers
) -> tuple[list[Proposed], list[Question]]:
    """Return the setting of the levels, and what to ask where their order is not known.

    An answer names all levels in order, with commas between.
    """
    counts = Counter(
        str(found.value)
        for note in notes
        if (found := fields.find(note.document.fields, Meaning.CONFIDENCE))
        if isinstance(found.value, str | int | float) and not isinstance(found.value, bool)
    )
    total = sum(counts.values())
    levels = [level for level, count in counts.items() if count >= max(2, _RARE * total)]
    if total < FEWEST or len(levels) < 2 or set(levels) <= set(SHIPPED_SCALE.levels):
        return [], []
    evidence = Evidence(total, noun="value", examples=_counted(counts))
    if KEYS in answers:
        return [Proposed(KEYS, [each.strip() for each in answers[KEYS].split(",")], evidence)], []
    ordered = _ordered(levels)
    if ordered is None:
        return _unordered(sorted(levels), evidence)
    return [Proposed(KEYS, ordered, evidence)], []


def _counted(counts: Counter[str]) -> tuple[str, ...]:
    return tuple(f"{level} {count}" for level, count in counts.most_common(_MOST_LEVELS))


def _unordered(levels: Sequence[str], evidence: Evidence) -> tuple[list[Proposed], list[Question]]:
    if len(levels) > _MOST_LEVELS:
        return [], []
    words = "Which order have these levels of confidence, from the weakest to the strongest?"
    proposed = Proposed(KEYS, list(levels), evidence, "put them in order, the weakest first", False)
    return [proposed], [Question(KEYS, words, (), ", ".join(levels))]


def _ordered(levels: Sequence[str]) -> list[str] | list[float] | None:
    """The levels in order: numbers, stars or known words; ``None`` where the order is not known."""
    numbers = [number for level in levels if (number := _number(level)) is not None]
    if len(numbers) == len(levels):
        return _steps(sorted(numbers))
    if all(len(set(level)) == 1 and not level[0].isalnum() for level in levels):
        return sorted(levels, key=len)
    ranked = [(rank, level) for level in levels if (rank := rank_of_level(level)) is not None]
    is_known = len(ranked) == len(levels) == len({rank for rank, _ in ranked})
    return [level for _, level in sorted(ranked)] if is_known else None


def _steps(numbers: list[float]) -> list[float]:
    """Numbers as levels: shares of one in quarters, others as they are."""
    if any(number % 1 for number in numbers) and numbers[0] >= 0 and numbers[-1] <= 1:
        return list(_STEPS)
    return [int(each) if each == int(each) else each for each in numbers]


def _number(level: str) -> float | None:
    try:
        return float(level)
    except ValueError:
        return None
