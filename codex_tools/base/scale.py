"""Values of confidence, ordered from the weakest to the strongest."""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple


class _Levels(NamedTuple):
    levels: tuple[str, ...]


class Scale(_Levels):
    """The levels of confidence of a knowledge base, as texts, the weakest first.

    Where all of them are numbers, a number between two of them is of the lower level.
    """

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {level.casefold(): rank for rank, level in enumerate(self.levels)}

    @cached_property
    def _numbers(self) -> list[float]:
        numbers = [_number(level) for level in self.levels]
        return [each for each in numbers if each is not None] if None not in numbers else []

    def rank(self, value: object) -> int | None:
        """Return the rank of a value, from 0; ``None`` where it is no level of this scale."""
        rank = self._ranks.get(str(value).strip().casefold())
        if rank is not None or not self._numbers or (number := _number(value)) is None:
            return rank
        return sum(level <= number for level in self._numbers) - 1 if self._fits(number) else None

    def _fits(self, number: float) -> bool:
        return self._numbers[0] <= number <= self._numbers[-1]

    def is_high(self, value: object) -> bool:
        """Tell whether a value is in the upper half of the scale."""
        rank = self.rank(value)
        return rank is not None and 2 * rank >= len(self.levels)


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


SHIPPED_SCALE = Scale(("speculative", "experimental", "likely", "proven"))


def build_scale(levels: Iterable[object]) -> Scale:
    """Return the scale that a configuration gives, as texts or numbers, the weakest first."""
    return Scale(tuple(str(level) for level in levels))
