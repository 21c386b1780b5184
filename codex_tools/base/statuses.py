"""What the status of a source says of how far somebody has got with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Stage(StrEnum):
    """How far somebody has got with a source."""

    UNPROCESSED = "unprocessed"
    PROCESSED = "processed"
    FRUITLESS = "fruitless"
    """It was read, and there was nothing to take from it."""


USUAL_STATUSES_OF: Mapping[Stage, tuple[str, ...]] = {
    Stage.UNPROCESSED: ("unprocessed",),
    Stage.PROCESSED: ("processed",),
    Stage.FRUITLESS: ("null-result",),
}
"""The values that are known without configuration."""


class Statuses:
    """The values of the status of sources by what they say, the preferred one first."""

    def __init__(self, values: Mapping[Stage, tuple[str, ...]] = USUAL_STATUSES_OF) -> None:
        self.values = values
        self._stages = {
            value.casefold(): stage for stage, given in values.items() for value in given
        }

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Statuses) and self.values == other.values

    def __hash__(self) -> int:
        return hash(tuple(self.values.items()))

    def stage_of(self, value: object) -> Stage | None:
        """Return what a status says; ``None`` for one that is not known."""
        return self._stages.get(value.casefold()) if isinstance(value, str) else None

    def value_of(self, stage: Stage) -> str:
        """Return the status that is to be written for a stage."""
        return self.values[stage][0]


USUAL_STATUSES = Statuses()


def build_statuses(own: Mapping[str, Iterable[str]]) -> Statuses:
    """Put the values that a configuration gives for a stage before the usual ones."""
    given = {Stage(stage): tuple(values) for stage, values in own.items()}
    known = USUAL_STATUSES_OF.items()
    return Statuses({stage: (*given.get(stage, ()), *usual) for stage, usual in known})
