"""Claims that hold up only each other."""

from __future__ import annotations

from collections.abc import Iterator

from codex_tools.argument.components import components
from codex_tools.argument.model import Argument, Rows
from codex_tools.argument.trails import trail


def blame(argument: Argument, held: bytearray) -> Rows:
    """Return for each node the nodes for want of which it is not grounded.

    These are all its premises that are not grounded and, when none of its backers is, those
    backers. What is grounded, or retired, has none.
    """
    rows: list[list[int]] = [[] for _ in held]
    for claim in argument.claims:
        if not held[claim] and claim not in argument.retired:
            rows[claim] = list(_wanting(argument, held, claim))
    return rows


def _wanting(argument: Argument, held: bytearray, claim: int) -> Iterator[int]:
    backers = argument.backers[claim]
    if not any(held[backer] for backer in backers):
        yield from backers
    yield from (premise for premise in argument.premises[claim] if not held[premise])


def circular_groups(rows: Rows) -> Iterator[list[int]]:
    """Yield the claims that are on circles, those that are on circles with each other together."""
    for group in components(rows, (node for node, row in enumerate(rows) if row)):
        if len(group) > 1 or group[0] in rows[group[0]]:
            yield group


def on_circles(rows: Rows) -> Iterator[int]:
    """Yield the claims that are on a circle."""
    for group in circular_groups(rows):
        yield from group


def shortest_circle(rows: Rows, claim: int) -> list[int]:
    """Return a shortest circle through a claim, which is first; each rests on the next.

    It is empty when the claim is on none. Breadth first: linear.
    """
    came_from = {claim: claim}
    queue = [claim]
    for node in queue:  # which grows
        for after in rows[node]:
            if after == claim:
                return trail(came_from, node)
            if after not in came_from:
                came_from[after] = node
                queue.append(after)
    return []
