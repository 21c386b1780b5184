"""The ways from a claim down to its documents, and the points that all of them pass."""

from __future__ import annotations

from collections.abc import Iterator

from codex_tools.argument.model import Argument
from codex_tools.argument.trails import trail


def chains(argument: Argument, held: bytearray, claim: int) -> Iterator[list[int]]:
    """Yield for each origin a shortest chain of grounded backers from the claim to the document.

    The shortest chain is first.
    """
    came_from = {claim: claim}
    queue = [claim]
    for node in queue:  # which grows
        if node >= argument.first_document:
            yield trail(came_from, node)
        for backer in argument.backers[node]:
            if held[backer] and backer not in came_from:
                came_from[backer] = node
                queue.append(backer)


def single_points(argument: Argument, held: bytearray, claim: int) -> list[int]:
    """Return the nodes that all evidence of a claim passes, the nearest first.

    These are the dominators of the claim seen from all documents together, without itself. The
    search goes once along a shortest chain and remembers how far the ways around it lead: a node
    of the chain that no way around has passed is on all ways. Linear.
    """
    chain = next(chains(argument, held, claim), [])
    sweep = _Sweep(argument, held, chain)
    points = []
    farthest = 0
    for at, node in enumerate(chain):
        if farthest == at > 0:
            points.append(node)
        farthest = max(farthest, sweep.farthest_from(node))
    return points


class _Sweep:
    """Looks how far along a chain one gets beside it; nodes are visited once over all calls."""

    def __init__(self, argument: Argument, held: bytearray, chain: list[int]) -> None:
        self.argument, self.held = argument, held
        self.place = {node: at for at, node in enumerate(chain)}
        self.end = len(chain)
        self.met = set(chain)

    def farthest_from(self, start: int) -> int:
        """Return the farthest place on the chain that a step, or steps beside it, lead to."""
        farthest = 0
        queue = [start]
        for node in queue:  # which grows
            if node >= self.argument.first_document:
                return self.end
            for backer in filter(self.held.__getitem__, self.argument.backers[node]):
                farthest = max(farthest, self.place.get(backer, 0))
                if backer not in self.met:
                    self.met.add(backer)
                    queue.append(backer)
        return farthest
