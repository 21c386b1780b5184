"""What rests on archived sources, and what only on itself."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from codex_tools.argument.circles import blame, on_circles
from codex_tools.argument.derivation import NONE, derive
from codex_tools.argument.model import Argument, Rows


class Grounding(StrEnum):
    """Whether a claim is held up by evidence."""

    GROUNDED = "grounded"
    CIRCULAR = "circular"
    UNGROUNDED = "ungrounded"


class Ground(NamedTuple):
    """What is grounded: one in ``held`` for each grounded node, and the backer it follows from."""

    held: bytearray
    reasons: list[int]


def ground(argument: Argument) -> Ground:
    """Return what follows from the documents by support alone."""
    size = len(argument.names)
    result = Ground(bytearray(size), [NONE] * size)
    nodes = [*argument.documents, *argument.claims]
    if argument.retired:
        nodes = [node for node in nodes if node not in argument.retired]
    derive(argument, nodes, *result)
    return result


def classify(argument: Argument, held: bytearray) -> list[Grounding]:
    """Return the grounding of each claim, by its number."""
    result = [
        Grounding.GROUNDED if held[claim] else Grounding.UNGROUNDED for claim in argument.claims
    ]
    for claim in on_circles(blame(argument, held)):
        result[claim] = Grounding.CIRCULAR
    return result


def evidence(argument: Argument, held: bytearray) -> Rows:
    """Return for each node the grounded ones of its backers: the edges that evidence runs over."""
    if all(held):
        return argument.backers
    return [row and [backer for backer in row if held[backer]] for row in argument.backers]
