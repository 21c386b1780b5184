"""The least fixpoint of support, by counters."""

from __future__ import annotations

from collections.abc import Sequence

from codex_tools.argument.model import Argument

NONE = -1


def derive(
    argument: Argument, candidates: Sequence[int], held: bytearray, reasons: list[int]
) -> None:
    """Mark in ``held`` those of the candidates that follow from what is held already.

    A claim follows when a backer of it is held and everything that it leans on is; a document
    always does. ``reasons`` gets for each the backer from which it followed first, so that the
    reasons of claims never lead in a circle. The time is linear in the edges of the candidates.

    William F. Dowling and Jean H. Gallier, "Linear-time algorithms for testing the satisfiability
    of propositional Horn formulae", Journal of Logic Programming 1 (1984).
    """
    missing: dict[int, int] = {}
    for node in candidates:
        missing[node] = sum(not held[premise] for premise in argument.premises[node])
        reasons[node] = _first_reason(argument, node, held)
    ready = [node for node in candidates if reasons[node] != NONE and not missing[node]]
    backs, leaners = argument.backs, argument.leaners
    for node in ready:  # which grows
        held[node] = 1
        for claim in backs[node]:
            if claim in missing and reasons[claim] == NONE:
                reasons[claim] = node
                if not missing[claim]:
                    ready.append(claim)
        for claim in leaners[node]:
            if claim in missing:
                missing[claim] -= 1
                if not missing[claim] and reasons[claim] != NONE:
                    ready.append(claim)


def _first_reason(argument: Argument, node: int, held: bytearray) -> int:
    if node >= argument.first_document:
        return node
    return next((backer for backer in argument.backers[node] if held[backer]), NONE)
