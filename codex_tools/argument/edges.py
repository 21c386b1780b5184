"""What an argument is stated in: edges between the ids of claims and sources."""

from enum import StrEnum
from typing import NamedTuple


class Meaning(StrEnum):
    """What an edge says of its two ends."""

    LEANS_ON = "leans-on"
    """The start rests on the end: without the end, it falls."""

    BACKS = "backs"
    """The start holds the end up."""

    ATTACKS = "attacks"
    """The start speaks against the end."""


class Edge(NamedTuple):
    """An edge, by the ids of its ends."""

    start: str
    end: str
    meaning: Meaning
