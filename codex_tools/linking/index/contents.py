"""Which documents a text is most like in its rare words."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import nlargest
from itertools import accumulate, islice
from typing import NamedTuple

from codex_tools.linking.index.texts import Content, TextStatistics
from codex_tools.linking.reading.documents import SourceDocument

_MAX_SHARE = 0.2
_MIN_POSTINGS = 5
_MAX_CANDIDATES = 3
_MAX_WORDS = 60
"""Words of a text that are looked up, the rarest ones: the others change little."""

_MAX_POSTINGS = 2_000
"""How many documents are looked at for a text, so that it takes no longer in a larger base: as many
as the rarest of its words have together. Its other words are sought in the nearest alone."""

_MAX_NEAREST = 12
_MAX_SAMPLE = 100
_ROUNDING = 1 - 1e-9


class Like(NamedTuple):
    """A document with how like a text it is, from 0 to 1, and how many times more than the next."""

    document: SourceDocument
    cosine: float
    lead: float


class _Norms(dict[int, float]):
    """The lengths of the vectors of documents, by place, worked out as they are asked for."""

    def __init__(self, texts: TextStatistics) -> None:
        super().__init__()
        self._texts = texts

    def __missing__(self, place: int) -> float:
        norm = self[place] = self._texts.norm_of(self._texts.features[place])
        return norm


class ContentIndex:
    """The documents by the words of their texts that few others have.

    The likeness is the cosine of the vectors of squared idf (Salton and Buckley, 1988), words
    counted once. An index on ``only`` some words, by their numbers, is made faster; it does for
    texts of these.
    """

    def __init__(
        self,
        documents: Sequence[SourceDocument],
        texts: TextStatistics,
        only: Collection[int] | None = None,
    ) -> None:
        self._documents = documents
        self._features = texts.features
        limit = max(_MIN_POSTINGS, int(_MAX_SHARE * len(documents)))
        words, counts = texts.words, texts.counts
        known = counts.keys() if only is None else counts.keys() & only
        rare = [number for number in known if counts[number] <= limit]
        rare.sort(key=lambda number: (counts[number], words[number]))
        self._rare = rare
        # Lists are looked up faster than tables; all common words have the rank behind the last.
        self._ranks = [len(rare)] * len(words)
        for rank, number in enumerate(rare):
            self._ranks[number] = rank
        self._squares = texts.squares
        self._postings = [array("I") for _ in rare]
        wanted = None if only is None else frozenset(rare)
        for place, features in enumerate(texts.features):
            found = features.words if wanted is None else wanted.intersection(features.words)
            for rank in map(self._ranks.__getitem__, found):
                if rank < len(rare):
                    self._postings[rank].append(place)
        self._norms: Mapping[int, float] | Sequence[float] = _Norms(texts)
        if only is None:
            self._norms = [texts.norm_of(features) for features in texts.features]

    def most_like(self, content: Content) -> list[Like]:
        """Return the documents that are most like a text, the best one first."""
        ranks = sorted(map(self._ranks.__getitem__, content.words))[:_MAX_WORDS]
        scores = self._scores(ranks[: bisect_left(ranks, len(self._rare))])
        norm, norms = content.norm, self._norms
        values = [(score / (norm * norms[place]), -place) for place, score in scores.items()]
        ranked = nlargest(_MAX_CANDIDATES + 1, values)
        return [
            Like(self._documents[-place], value, value / _next(ranked, rank))
            for rank, (value, place) in enumerate(ranked[:_MAX_CANDIDATES])
        ]

    def _scores(self, ranks: Sequence[int]) -> Mapping[int, float]:
        """Return the summed squares of the words of a text for each document that has one of them,
        or for the nearest where there are many."""
        totals = accumulate([len(self._postings[rank]) for rank in ranks])
        listed = bisect_right(list(totals), _MAX_POSTINGS)
        scores: dict[int, float] = {}
        known = scores.get
        for rank in ranks[:listed]:
            square = self._squares[self._rare[rank]]
            for place in self._postings[rank]:
                scores[place] = known(place, 0.0) + square
        return self._nearest(scores, ranks[listed:]) if listed < len(ranks) else scores

    def _nearest(self, scores: Mapping[int, float], ranks: Sequence[int]) -> Mapping[int, float]:
        """Return the scores of the nearest documents, with those of more words."""
        rest = frozenset([self._rare[rank] for rank in ranks])
        square = self._squares.__getitem__
        return {
            place: scores[place] + sum(map(square, rest.intersection(self._features[place].words)))
            for place in self._near(scores)
        }

    def _near(self, scores: Mapping[int, float]) -> list[int]:
        """Return the places of the documents with the best scores for their length.

        Those that come first have the rarest words. A few of them tell what it takes at least, so
        that not all others need to be put in order.
        """
        norms = self._norms
        least = self._least(scores, islice(scores, _MAX_SAMPLE))
        near = [place for place, each in scores.items() if each / norms[place] >= least]
        least = self._least(scores, near)
        return [place for place in near if scores[place] / norms[place] >= least]

    def _least(self, scores: Mapping[int, float], places: Iterable[int]) -> float:
        """Return what the last one of the nearest among some documents has."""
        norms = self._norms
        values = nlargest(_MAX_NEAREST, [scores[place] / norms[place] for place in places])
        return min(values, default=0.0) * _ROUNDING


def _next(ranked: Sequence[tuple[float, int]], rank: int) -> float:
    """Return how like the next one is; for all but the first, the first."""
    other = ranked[0] if rank else ranked[1] if len(ranked) > 1 else (0.0, 0)
    return max(other[0], 0.01)
