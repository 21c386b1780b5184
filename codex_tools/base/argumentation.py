"""What a configuration says of the argument: which attacks count, what confidence takes."""

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

from codex_tools.base.scale import Scale
from codex_tools.model import NOTHING

RETIRED = frozenset(
    {
        *("deprecated", "merged", "obsolete", "refuted", "rejected", "retired", "retracted"),
        *("superseded", "withdrawn"),
    }
)
"""The values of a status that take a note out of the argument, unless a configuration has others.
"""

REPLACED = ("superseded", "merged", "deprecated", "obsolete", "retired")
"""The words among those for a note that another one replaces, the best first."""

WITHDRAWN = ("retracted", "withdrawn", "retired", "rejected", "deprecated")
"""The words among those for a note that is taken back."""

Value = TypeVar("Value", int, float)


class Argumentation(NamedTuple):
    """How the argument of a knowledge base is weighed.

    ``attack`` is one of :class:`codex_tools.argument.standing.Attack`. ``weights`` and ``origins``
    say for a level of confidence how strong it is, from 0 to 1, and how many independent origins it
    takes. ``retired`` are the values of a status that take a note out of the argument.
    """

    attack: str = "by-confidence"
    weights: Mapping[str, float] = NOTHING
    origins: Mapping[str, int] = NOTHING
    retired: frozenset[str] = RETIRED

    def weight(self, scale: Scale, confidence: object) -> float:
        """Return the weight of a confidence; where none is given, levels are spread evenly.

        What states no confidence weighs 1.
        """
        rank = scale.rank(confidence)
        if rank is None:
            return 1.0
        return _given(self.weights, scale, rank, (rank + 1) / (len(scale.levels) + 1))

    def needed_origins(self, scale: Scale, confidence: object) -> int:
        """Return how many origins a confidence takes; where nothing is said, the highest level
        takes two, the others of the upper half one."""
        rank = scale.rank(confidence)
        if rank is None:
            return 0
        usual = 2 if rank == len(scale.levels) - 1 else int(scale.is_high(confidence))
        return _given(self.origins, scale, rank, usual)


SHIPPED_ARGUMENTATION = Argumentation()


def _given(table: Mapping[str, Value], scale: Scale, rank: int, usual: Value) -> Value:
    return next((value for level, value in table.items() if scale.rank(level) == rank), usual)


def build_argumentation(table: Mapping[str, Any]) -> Argumentation:
    """Return what the table ``argument`` of a configuration says."""
    given = {**table}
    if "retired" in given:
        given["retired"] = frozenset(map(str.casefold, given["retired"]))
    return Argumentation(**given)
