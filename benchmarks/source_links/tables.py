"""Scores as tables: what was measured, what was aimed at, what others publish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from source_links.packages import PACKAGES
from source_links.scoring import Score
from source_links.styles import STYLES
from source_links.suite import PUBLISHED, aim, groups

HEADS = ("base", "how the source is named", "claims", "links", "P", "R", "F1", "aim", "met")
COUNTS = ("claims", "right", "wrong", "missed")


def rows(layout: str, found: Mapping[str, Score]) -> Iterator[Sequence[str]]:
    """The cells of each form, and of those that are summed up."""
    for form, one in found.items():
        precision, recall = aim(layout, form)
        met = one.precision >= precision and one.recall >= recall
        yield (layout, form, *_cells(one), f"{precision} / {recall or '–'}", "yes" if met else "no")
    for name, forms in groups(layout, list(found)).items():
        total = sum((found[form] for form in forms), Score())
        yield (layout, f"*{name}*", *_cells(total), "", "")


def published_rows() -> Iterator[Sequence[str]]:
    """What others reach on data of their own."""
    for one in PUBLISHED:
        yield (one.who, one.on, *(f"{share:.3f}" if share else "–" for share in one.shares))


def _cells(one: Score) -> tuple[str, ...]:
    shares = (one.precision, one.recall, one.f1)
    return f"{one.claims:,}", f"{one.right + one.missed:,}", *(f"{share:.3f}" for share in shares)


def as_json(measured: Mapping[str, Mapping[str, Score]]) -> dict[str, Any]:
    """The raw results."""
    facts = {
        "packages": {one.name: f"{one.version} ({one.released})" for one in PACKAGES},
        "styles": list(STYLES.values()),
    }
    counts = {
        layout: {form: {name: getattr(one, name) for name in COUNTS} for form, one in found.items()}
        for layout, found in measured.items()
    }
    return {"mode": "links", "about": facts, "bases": counts}


def from_json(result: Mapping[str, Any]) -> dict[str, dict[str, Score]]:
    """The scores that `as_json` made raw results of."""
    return {
        layout: {form: Score(**counts) for form, counts in found.items()}
        for layout, found in result["bases"].items()
    }
