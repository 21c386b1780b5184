"""All that is to be said of one claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from codex_tools.argument.circles import blame, shortest_circle
from codex_tools.argument.derivation import NONE
from codex_tools.argument.grounding import Grounding
from codex_tools.argument.judging import Judgement, Verdict
from codex_tools.argument.model import Argument
from codex_tools.argument.origins import origins_of
from codex_tools.argument.paths import chains, single_points
from codex_tools.argument.standing import Attack, Standing, succeeds
from codex_tools.argument.strength import weakest_links


class Neighbour(NamedTuple):
    """A claim or a document; ``sources`` has the ids of the copies of a document."""

    name: str
    sources: Sequence[str]
    grounded: bool
    standing: Standing | None


class Challenge(NamedTuple):
    """What speaks against a claim, and whether it states enough confidence to count."""

    by: Neighbour
    succeeds: bool


class Why(NamedTuple):
    """The reasons of a verdict.

    ``chains`` lead from the claim down to a document each, one for an origin, the shortest first.
    ``circle`` is that of a circular claim, each member resting on the next. ``weakest`` is the
    node with the lowest declared confidence on the best path.
    """

    verdict: Verdict
    backers: list[Neighbour]
    premises: list[Neighbour]
    challenges: list[Challenge]
    origins: list[Neighbour]
    chains: list[list[Neighbour]]
    weakest: Neighbour | None
    single_points: list[Neighbour]
    circle: list[Neighbour]


def explain(
    argument: Argument,
    judgement: Judgement,
    claim: int,
    attack: Attack = Attack.BY_CONFIDENCE,
    most_chains: int = 20,
) -> Why:
    """Return the reasons for what is said of a claim, with at most ``most_chains`` chains."""
    held = judgement.ground.held
    weakest = weakest_links(argument, held)[claim]

    def told(nodes: Sequence[int]) -> list[Neighbour]:
        return [_neighbour(argument, judgement, node) for node in nodes]

    return Why(
        judgement.verdict(claim),
        backers=told(argument.backers[claim]),
        premises=told(argument.premises[claim]),
        challenges=list(_challenges(argument, judgement, claim, attack)),
        origins=told(origins_of(argument, held, claim)),
        chains=[told(chain) for chain in islice(chains(argument, held, claim), most_chains)],
        weakest=None if weakest == NONE else _neighbour(argument, judgement, weakest),
        single_points=told(single_points(argument, held, claim)),
        circle=told(_circle(argument, judgement, claim)),
    )


def _neighbour(argument: Argument, judgement: Judgement, node: int) -> Neighbour:
    return Neighbour(
        argument.names[node],
        argument.sources.get(node, ()),
        bool(judgement.ground.held[node]),
        judgement.standings[node],
    )


def _challenges(
    argument: Argument, judgement: Judgement, claim: int, attack: Attack
) -> Iterator[Challenge]:
    for attacker in argument.attackers[claim]:
        by = _neighbour(argument, judgement, attacker)
        yield Challenge(by, succeeds(argument, attacker, claim, attack))


def _circle(argument: Argument, judgement: Judgement, claim: int) -> list[int]:
    if judgement.groundings[claim] is not Grounding.CIRCULAR:
        return []
    return shortest_circle(blame(argument, judgement.ground.held), claim)
