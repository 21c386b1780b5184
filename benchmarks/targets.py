"""What the ratios are to be, by the kind of knowledge base, and whether they are."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import commands as names
from measuring import Taken

KINDS = ("corpus", "large", "broken")
"""A real base of about a thousand files, a made-up one of a hundred thousand, and one in which nine
documents in ten break their schema."""
MOST_GROWTH = 1.3
MANY = 50_000


@dataclass(frozen=True)
class Target:
    """``what`` takes at most ``most`` times as long as ``unit``."""

    kind: str
    what: str
    unit: str
    most: float


TARGETS = (
    Target("corpus", names.COLD, names.FLOOR, 1.3),
    Target("large", names.COLD, names.FLOOR, 1.3),
    Target("broken", names.COLD, names.FLOOR, 2.0),
    Target("corpus", names.WARM, names.FLOOR, 0.5),
    Target("large", names.WARM, names.FLOOR, 0.12),
    Target("large", names.WARM, names.WALK, 2.0),
    Target("corpus", names.HOOK, names.EMPTY, 7.0),
    Target("corpus", names.HOOK, names.FLAKE8, 1.0),
    Target("corpus", names.EXPORT, names.COLD, 1.5),
    Target("large", names.EXPORT, names.COLD, 1.5),
    Target("corpus", names.LINK_ONE, names.WARM_LINK, 3.0),
    Target("large", names.LINK_ONE, names.WARM_LINK, 3.0),
    Target("peers", names.COLD, "rumdl, no cache", 1.0),
    Target("peers", names.COLD, "check-jsonschema", 1 / 5),
    Target("peers", names.COLD, "markdownlint-cli2", 1 / 20),
)
MOST_MEMORY = {"large": (names.COLD, 600.0)}


@dataclass(frozen=True)
class Outcome:
    """A ratio as it was measured: of the medians, and the least and most of single rounds."""

    what: str
    unit: str
    ratio: float
    least: float
    most: float
    target: float

    @property
    def met(self) -> bool:
        """Whether it is what it is to be."""
        return self.ratio <= self.target

    @property
    def brief(self) -> str:
        """The ratio and the target in a few signs."""
        measured = f"{self.ratio:.3g}" if self.ratio < 100 else f"{self.ratio:,.0f}"
        return f"{measured} (≤ {self.target:g})"

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """What is compared, the ratio, the target, and whether it is met."""
        decimals = 2 if self.target < 100 else 0
        ratio = f"{self.ratio:.{decimals}f}"
        if self.least < self.most:
            ratio += f" ({self.least:.{decimals}f}–{self.most:.{decimals}f})"
        words = f"{self.what} ÷ {self.unit}"
        return words, ratio, f"≤ {self.target:g}", "yes" if self.met else "no"


def outcomes(kind: str, taken: Mapping[str, Taken]) -> Iterator[Outcome]:
    """The targets for this kind of base that were measured."""
    for target in TARGETS:
        if target.kind == kind and {target.what, target.unit} <= taken.keys():
            one, unit = taken[target.what], taken[target.unit]
            pairs = zip(one.seconds, unit.seconds, strict=False)
            each = [mine / theirs for mine, theirs in pairs]
            ratio = one.median / unit.median
            yield Outcome(target.what, target.unit, ratio, min(each), max(each), target.most)
    if kind in MOST_MEMORY:
        name, most = MOST_MEMORY[kind]
        peak = taken[name].peak
        yield Outcome(f"{name}, memory", "MB", peak, peak, peak, most)


def summary(kind: str, taken: Mapping[str, Taken]) -> str:
    """The targets as text."""
    rows = [("target", "measured", "wanted", "met"), *(o.cells for o in outcomes(kind, taken))]
    wide = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join("  ".join(map(str.ljust, row, wide)).rstrip() for row in rows)


def kind_of(files: int, options: argparse.Namespace) -> str:
    """The kind of base that the command line names, or that its size suggests."""
    return str(options.kind or ("large" if files >= MANY else "corpus"))
