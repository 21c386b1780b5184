"""Findings → those to show one by one, and those that many files have in the same way."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from codex_tools.model import Diagnostic

FEWEST = 3
"""Files from which on what they lack in the same way is said once."""

_RULE = "missing-field"
"""The rule whose findings are grouped: what is missing stands nowhere, so no place is hidden."""


class Repeat(NamedTuple):
    """What each of several files lacks: the findings of the first one, and one of each file."""

    lacking: Sequence[Diagnostic]
    files: Sequence[Diagnostic]


def with_repeats(diagnostics: Sequence[Diagnostic]) -> Iterator[Diagnostic | Repeat]:
    """Yield findings in their order, those that repeat together where the first of them stands."""
    by_path = defaultdict[str, list[Diagnostic]](list)
    for found in diagnostics:
        if found.rule == _RULE:
            by_path[found.path].append(found)
    repeats = _repeats(by_path)
    for found in diagnostics:
        repeat = repeats.get(found.path) if found.rule == _RULE else None
        if repeat is None:
            yield found
        elif found is repeat.lacking[0]:
            yield repeat


def _repeats(by_path: Mapping[str, list[Diagnostic]]) -> dict[str, Repeat]:
    alike = defaultdict[tuple[object, ...], list[list[Diagnostic]]](list)
    for found in by_path.values():
        alike[tuple((each.severity, each.message, each.hint) for each in found)].append(found)
    return {
        found[0].path: Repeat(group[0], [each[0] for each in group])
        for group in alike.values()
        if len(group) >= FEWEST
        for found in group
    }
