"""Which documents a text is most like in its rare words."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from itertools import accumulate
from typing import NamedTuple

from codex_tools.linking.index.texts import Content, TextStatistics
from codex_tools.linking.reading.documents import SourceDocument

_MAX_SHARE = 0.2
_MIN_POSTINGS = 5
_MAX_CANDIDATES = 3
_MAX_WORDS = 60
"""Words of a text that are looked up, the rarest ones: the others change little."""

_MAX_POSTINGS = 2_000
"""How many documents the words that are looked up may have together, so that a claim does not take
longer in a larger base. With the common ones of its words only the nearest are compared."""

_MEASURED = 12
"""How many documents are the nearest."""

_ROUNDING = 1 - 1e-9


class Like(NamedTuple):
    """A document with how like a text it is, from 0 to 1, and how many times more than the next."""

    document: SourceDocument
    cosine: float
    lead: float


class ContentIndex:
    """The documents by the words of their texts that few others have.

    The likeness is the cosine of the vectors of squared idf (Salton and Buckley, 1988), words
    counted once.
    """

    def __init__(self, documents: Sequence[SourceDocument], texts: TextStatistics) -> None:
        self._documents = documents
        self._features = texts.features
        limit = max(_MIN_POSTINGS, int(_MAX_SHARE * len(documents)))
        words, counts = texts.words, texts.counts
        rare = [number for number, count in counts.items() if count <= limit]
        rare.sort(key=lambda number: (counts[number], words[number]))
        self._numbers = rare
        self._ranks = {number: rank for rank, number in enumerate(rare)}
        self._squares = [texts.square_of(number) for number in rare]
        self._sizes = [counts[number] for number in rare]
        self._postings = self._posted()
        self._norms = [texts.norm_of(features) for features in texts.features]

    def _posted(self) -> list[array[int]]:
        """Return for each word that may be looked up, by rank, the documents that have it."""
        listed = {
            number: array("I")
            for number, size in zip(self._numbers, self._sizes, strict=True)
            if size <= _MAX_POSTINGS
        }
        for place, features in enumerate(self._features):
            for number in features.words:
                if number in listed:
                    listed[number].append(place)
        return list(listed.values())

    def most_like(self, content: Content) -> list[Like]:
        """Return the documents that are most like a text, the best one first."""
        ranks = sorted(self._ranked(content.words))[:_MAX_WORDS]
        totals = accumulate(self._sizes[rank] for rank in ranks)
        listed = sum(total <= _MAX_POSTINGS for total in totals)
        scores = self._scores(ranks[:listed])
        if listed < len(ranks):
            scores = self._measured(self._nearest(scores, _MEASURED), ranks)
        norm, norms = content.norm, self._norms
        best = self._nearest(scores, _MAX_CANDIDATES + 1)
        ranked = sorted((-scores[one] / (norm * norms[one]), one) for one in best)
        values = [(-value, place) for value, place in ranked]
        return [
            Like(self._documents[place], value, value / _next(values, rank))
            for rank, (value, place) in enumerate(values[:_MAX_CANDIDATES])
        ]

    def _scores(self, ranks: Iterable[int]) -> dict[int, int]:
        """Return the summed squares of some words for each document that has one of them."""
        scores: dict[int, int] = {}
        known = scores.get
        for rank in ranks:
            square = self._squares[rank]
            for place in self._postings[rank]:
                scores[place] = known(place, 0) + square
        return scores

    def _measured(self, places: Iterable[int], ranks: Iterable[int]) -> dict[int, int]:
        """Return the same for some documents alone, whatever words there are."""
        squares = {self._numbers[rank]: self._squares[rank] for rank in ranks}
        words = ((place, squares.keys() & self._features[place].words) for place in places)
        return {place: sum(map(squares.__getitem__, shared)) for place, shared in words}

    def _nearest(self, scores: Mapping[int, int], count: int) -> list[int]:
        """Return the places of the documents that are nearest, of equally near ones all."""
        norms = self._norms
        near = nlargest(count, [score / norms[place] for place, score in scores.items()])
        least = near[-1] * _ROUNDING if len(near) == count else 0.0
        return [place for place, score in scores.items() if score / norms[place] >= least]

    def _ranked(self, words: Iterable[int]) -> list[int]:
        """Return the ranks of the rare ones among some words, the rarest word being the first."""
        rank_of = self._ranks.get
        return [rank for number in words if (rank := rank_of(number)) is not None]


def _next(ranked: Sequence[tuple[float, int]], rank: int) -> float:
    """Return how like the next one is; for all but the first, the first."""
    other = ranked[0] if rank else ranked[1] if len(ranked) > 1 else (0.0, 0)
    return max(other[0], 0.01)
