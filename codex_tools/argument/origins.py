"""How many independent documents reach a claim over backing edges."""

from __future__ import annotations

from collections.abc import Sequence

from codex_tools.argument.components import components
from codex_tools.argument.grounding import evidence
from codex_tools.argument.model import Argument, Rows

BLOCK_BITS = 1 << 29
"""How many bits are kept at a time: 64 MB."""


def origins_of(argument: Argument, held: bytearray, claim: int) -> list[int]:
    """Return the documents that reach a claim over backing edges between grounded nodes."""
    met = {claim}
    queue = [claim]
    for node in queue:  # which grows
        new = [b for b in argument.backers[node] if held[b] and b not in met]
        met.update(new)
        queue += new
    return sorted(node for node in met if node >= argument.first_document)


def count_origins(argument: Argument, held: bytearray) -> list[int]:
    """Return for each claim how many documents :func:`origins_of` has for it.

    Claims that back each other in a circle have the same origins, so that only the condensation
    counts. A set of documents is an integer with a bit for each; documents are taken in blocks, so
    that memory stays bounded, and a block passes each edge once.
    """
    rows = evidence(argument, held)
    groups = list(components(rows))
    number_of = [0] * len(rows)
    for number, group in enumerate(groups):
        for node in group:
            number_of[node] = number
    documents = [number_of[document] for document in argument.documents if held[document]]
    counts = _count(_condense(rows, groups, number_of), sorted(documents))
    return [counts[number_of[claim]] for claim in argument.claims]


def _condense(rows: Rows, groups: Sequence[Sequence[int]], number_of: Sequence[int]) -> Rows:
    """Return for each group those that back it: groups with lower numbers, and maybe itself."""
    condensed: list[Sequence[int]] = []
    for group in groups:
        if len(group) == 1:
            condensed.append([number_of[backer] for backer in rows[group[0]]])
        else:
            backers = {number_of[backer] for node in group for backer in rows[node]}
            condensed.append(sorted(backers))
    return condensed


def _count(condensed: Rows, documents: Sequence[int]) -> list[int]:
    """Return for each group how many of the documents, given by their groups, reach it."""
    counts = [0] * len(condensed)
    block = max(64, BLOCK_BITS // (len(condensed) + 1))
    for start in range(0, len(documents), block):
        sets = [0] * len(condensed)
        for bit, document in enumerate(documents[start : start + block]):
            sets[document] = 1 << bit
        for number, row in enumerate(condensed):
            origins = sets[number]
            for backer in row:
                origins |= sets[backer]
            sets[number] = origins
            counts[number] += origins.bit_count()
    return counts
