"""An argument as numbers: claims and documents as nodes, and what they do to each other as rows."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

Rows = Sequence[Sequence[int]]
"""For each node its neighbours, in order."""


class Node(NamedTuple):
    """A claim or a source, as it is declared.

    ``document`` is empty for a claim. Of a source it names the document that the source is a copy
    of; sources of one document count as one. ``rank`` orders declared confidence, higher for more;
    ``weight`` is that confidence as a number from 0 to 1. What is ``retired`` holds nothing up and
    attacks nothing. What a ``conclusion`` leans on backs it too: it needs no evidence of its own.
    """

    id: str
    document: str = ""
    rank: int | None = None
    weight: float = 1.0
    retired: bool = False
    conclusion: bool = False


class Argument(NamedTuple):
    """The argument of a base; all rows are sorted and without repetitions.

    Nodes are numbers: first the claims by id, then, from ``first_document`` on, the documents by
    name. ``numbers`` has them by the ids of claims and sources, ``sources`` the ids of the
    sources of a document.
    """

    names: Sequence[str]
    numbers: Mapping[str, int]
    first_document: int
    sources: Mapping[int, Sequence[str]]
    ranks: Sequence[int | None]
    weights: Sequence[float]
    retired: frozenset[int]
    backers: Rows
    backs: Rows
    premises: Rows
    leaners: Rows
    attackers: Rows
    attacks: Rows

    @property
    def claims(self) -> range:
        """The numbers of the claims."""
        return range(self.first_document)

    @property
    def documents(self) -> range:
        """The numbers of the documents."""
        return range(self.first_document, len(self.names))

    def without(self, *ids: str) -> "Argument":
        """Return the argument with further claims, or the documents of sources, retired."""
        return self._replace(retired=self.retired.union(self.numbers[name] for name in ids))
