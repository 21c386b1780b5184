"""Ways back after a search."""

from __future__ import annotations

from collections.abc import Mapping


def trail(came_from: Mapping[int, int], last: int) -> list[int]:
    """Return the steps to ``last`` from the node that came from itself."""
    steps = [last]
    while came_from[steps[-1]] != steps[-1]:
        steps.append(came_from[steps[-1]])
    return steps[::-1]
