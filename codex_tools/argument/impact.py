"""What falls, and what rises, when something is retired."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from codex_tools.argument.judging import Judgement, Verdict, judge
from codex_tools.argument.model import Argument
from codex_tools.argument.standing import Attack, Standing


class Change(NamedTuple):
    """A claim whose verdict changes.

    ``distance`` counts the edges from what is retired over nodes that change too; ``through`` is
    the last of these.
    """

    claim: int
    before: Verdict
    after: Verdict
    distance: int
    through: int


class Impact(NamedTuple):
    """The claims that lose grounding or standing, and those that gain some, the nearest first."""

    lost: list[Change]
    gained: list[Change]


def impact(argument: Argument, ids: Iterable[str], attack: Attack = Attack.BY_CONFIDENCE) -> Impact:
    """Return what retiring claims, or the documents of sources, does to all other claims.

    Raises:
        KeyError: An id is none of a claim or source.
    """
    retired = argument.without(*ids)
    before, after = judge(argument, attack), judge(retired, attack)
    result = Impact([], [])
    for change in _changes(retired, retired.retired - argument.retired, before, after):
        fell = level(change.after.standing) < level(change.before.standing)
        (result.lost if fell else result.gained).append(change)
    return result


def level(standing: Standing | None) -> int:
    """Return how good a standing is: from 0 for what is not even grounded to 3."""
    return _LEVELS[standing]


_LEVELS = {None: 0, Standing.DEFEATED: 1, Standing.CONTESTED: 2, Standing.STANDS: 3}


def _changes(
    argument: Argument, retired: Iterable[int], before: Judgement, after: Judgement
) -> Iterator[Change]:
    """Yield the claims that change, breadth first: a node changes only beside one that does."""
    distances = dict.fromkeys(sorted(retired), 0)
    queue = list(distances)
    for node in queue:  # which grows
        for neighbour in _influenced(argument, node):
            if neighbour in distances or before.standings[neighbour] == after.standings[neighbour]:
                continue
            distances[neighbour] = distances[node] + 1
            queue.append(neighbour)
            if neighbour < argument.first_document:
                verdicts = before.verdict(neighbour), after.verdict(neighbour)
                yield Change(neighbour, *verdicts, distances[neighbour], node)


def _influenced(argument: Argument, node: int) -> Iterator[int]:
    yield from argument.backs[node]
    yield from argument.leaners[node]
    yield from argument.attacks[node]
