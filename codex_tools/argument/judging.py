"""Grounding and standing of all claims at once, and the difference between two judgements."""

from __future__ import annotations

from typing import NamedTuple

from codex_tools.argument.grounding import Ground, Grounding, classify, ground
from codex_tools.argument.model import Argument
from codex_tools.argument.standing import Attack, Standing, weigh


class Verdict(NamedTuple):
    """What is said of one claim; the standing is None where it is not grounded."""

    grounding: Grounding
    standing: Standing | None


class Judgement(NamedTuple):
    """What is said of all: ``groundings`` by claims, ``standings`` by all nodes."""

    ground: Ground
    groundings: list[Grounding]
    standings: list[Standing | None]

    def verdict(self, claim: int) -> Verdict:
        """Return what is said of a claim."""
        return Verdict(self.groundings[claim], self.standings[claim])


def judge(argument: Argument, attack: Attack = Attack.BY_CONFIDENCE) -> Judgement:
    """Return the grounding and the standing of all claims."""
    grounded = ground(argument)
    return Judgement(grounded, classify(argument, grounded.held), weigh(argument, grounded, attack))
