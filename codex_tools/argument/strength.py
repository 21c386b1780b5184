"""The weakest link of a claim's evidence, and bounds of its strength."""

from __future__ import annotations

import math
from collections.abc import Iterable
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from codex_tools.argument.derivation import NONE
from codex_tools.argument.model import Argument


class Bounds(NamedTuple):
    """How strong origins are together: if one contains all others, if they are independent of each
    other, and if they exclude each other (Fréchet 1935)."""

    low: float
    independent: float
    high: float


def weakest_links(argument: Argument, held: bytearray) -> list[int]:
    """Return for each claim the node with the lowest rank on its best path, or -1.

    Paths run from a document over backing edges between grounded nodes; the best one is that whose
    lowest rank is highest, and the shortest of these. The rank of the claim itself does not count,
    and what declares none makes no path worse. -1 means that there is no path, or no rank on it.

    Maurice Pollack, "The maximum capacity through a network", Operations Research 8 (1960), in the
    order of Dijkstra.
    """
    weakest = [NONE] * len(argument.names)
    met = bytearray(len(weakest))
    heap = [(-_rank(argument, d), 0, d, d) for d in argument.documents if held[d]]
    heapify(heap)
    while heap:
        width, steps, node, lowest = heappop(heap)
        for claim in argument.backs[node]:
            if not met[claim]:
                met[claim] = 1
                weakest[claim] = NONE if argument.ranks[lowest] is None else lowest
                if held[claim]:
                    lower = -_rank(argument, claim) > width
                    entry = (-_rank(argument, claim), claim) if lower else (width, lowest)
                    heappush(heap, (entry[0], steps + 1, claim, entry[1]))
    return weakest[: argument.first_document]


def _rank(argument: Argument, node: int) -> float:
    rank = argument.ranks[node]
    return math.inf if rank is None else rank


def strengths(argument: Argument, held: bytearray, claim: int) -> dict[int, float]:
    """Return for each origin of a claim the largest product of weights on a path to the claim.

    Weights are those of the document and of the claims between; that of the claim itself does not
    count. Circles add nothing, since no weight is above 1.

    Todd Green, Grigoris Karvounarakis and Val Tannen, "Provenance semirings", PODS 2007.
    """
    best: dict[int, float] = {}
    heap = [(-1.0, claim)]
    while heap:
        product, node = heappop(heap)
        if node not in best:
            best[node] = -product
            for backer in argument.backers[node]:
                if held[backer] and backer not in best:
                    heappush(heap, (product * argument.weights[backer], backer))
    return {node: best[node] for node in sorted(best) if node >= argument.first_document}


def bounds(strengths: Iterable[float]) -> Bounds:
    """Return the bounds of what origins with these strengths show together."""
    each = list(strengths)
    independent = 1 - math.prod(1 - strength for strength in each)
    return Bounds(max(each, default=0.0), independent, min(1.0, math.fsum(each)))
