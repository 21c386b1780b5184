"""Readings of one passage that compete: it names one work as a whole, or one in each piece."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from codex_tools.linking.evidence.comparison import Comparison
from codex_tools.linking.index.query import Query

_AS_WELL = 0.9
_EXPLAINED = 0.5

Compared = tuple[Query, list[Comparison]]
"""A mention with its candidates."""


def best_readings(asked: Iterable[Compared]) -> Iterator[Compared]:
    """Yield the mentions that are read: of each passage the whole, or its pieces.

    The whole is read where one document explains each piece as well as any other does, and most of
    it: then what looks like a break is none.
    """
    for _, group in groupby(asked, key=_passage):
        readings = list(group)
        pieces = [one for one in readings if one[0].mention.is_piece]
        wholes = [one for one in readings if not one[0].mention.is_piece]
        if pieces and wholes and not _is_whole(wholes[0][1], pieces):
            wholes = []
        yield from wholes or pieces


def _passage(one: Compared) -> tuple[bool, int]:
    return one[0].mention.from_body, one[0].mention.passage


def _is_whole(compared: Sequence[Comparison], pieces: Sequence[Compared]) -> bool:
    return any(_explains_all(one, pieces) for one in compared)


def _explains_all(one: Comparison, pieces: Sequence[Compared]) -> bool:
    for query, compared in pieces:
        share = _share(query, one)
        best = max((_share(query, other) for other in compared), default=0.0)
        if share < _EXPLAINED or share < _AS_WELL * best:
            return False
    return True


def _share(query: Query, comparison: Comparison) -> float:
    """Return the share of what a piece says that stands in a document's names and dates."""
    years = {str(when.year) for when in comparison.document.dates}
    words = comparison.document.words
    named = [word for word in query.idfs if word in words or word in years]
    total = query.idf_sum(query.idfs)
    return query.idf_sum(named) / total if total else 0.0
