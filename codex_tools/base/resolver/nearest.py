"""Several files of one name → the one that is nearest to the file that names it."""

from __future__ import annotations

from collections.abc import Iterable


def choose(candidates: Iterable[str], source: str) -> tuple[str, ...]:
    """Return the candidates that share the longest folder with ``source``.

    A file in the folder of ``source`` itself goes before those in folders below it.
    """
    folder = source.split("/")[:-1]
    ranked = {path: _rank(path.split("/")[:-1], folder) for path in candidates}
    best = max(ranked.values(), default=None)
    return tuple(path for path, rank in ranked.items() if rank == best)


def _rank(one: list[str], other: list[str]) -> tuple[bool, int]:
    shared = 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    return one == other, shared
