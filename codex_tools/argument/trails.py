"""Ways back after a search, and ways from all nodes to the nearest of some."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from codex_tools.argument.model import Rows


def trail(came_from: Mapping[int, int], last: int) -> list[int]:
    """Return the steps to ``last`` from the node that came from itself."""
    steps = [last]
    while came_from[steps[-1]] != steps[-1]:
        steps.append(came_from[steps[-1]])
    return steps[::-1]


class Hop(NamedTuple):
    """The nearest end for a node: how many steps away it is, and the first of them."""

    distance: int
    step: int
    end: int


def nearest_ends(into: Rows, ends: Iterable[int]) -> dict[int, Hop]:
    """Return the nearest end for each node that a way leads from to one; an end is its own.

    ``into`` has for each node those that lead to it. Breadth first from all ends at once: linear.
    """
    hops = {end: Hop(0, end, end) for end in ends}
    queue = list(hops)
    for node in queue:  # which grows
        distance, _, end = hops[node]
        for before in into[node]:
            if before not in hops:
                hops[before] = Hop(distance + 1, node, end)
                queue.append(before)
    return hops


def way(hops: Mapping[int, Hop], start: int) -> Iterator[int]:
    """Yield the nodes from one to its nearest end, both included."""
    while True:
        yield start
        if hops[start].step == start:
            return
        start = hops[start].step


def turned(rows: Rows) -> Rows:
    """Return for each node those whose rows have it."""
    result: list[list[int]] = [[] for _ in rows]
    for node, row in enumerate(rows):
        for after in row:
            result[after].append(node)
    return result
