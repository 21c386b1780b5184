"""Which documents a text is most like in its rare words."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
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
"""How many documents are looked at for a text, so that it takes no longer in a larger base: as many
as the rarest of its words have together. Its other words are sought in the nearest alone."""

_MAX_NEAREST = 12
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
        limit = max(_MIN_POSTINGS, int(_MAX_SHARE * len(documents)))
        words, counts = texts.words, texts.counts
        known = counts.keys() if only is None else counts.keys() & only
        rare = [number for number in known if counts[number] <= limit]
        rare.sort(key=lambda number: (counts[number], words[number]))
        self._ranks = {number: rank for rank, number in enumerate(rare)}
        self._squares = [texts.square_of(number) for number in rare]
        self._postings = [array("I") for _ in rare]
        wanted = None if only is None else frozenset(rare)
        for place, features in enumerate(texts.features):
            found = features.words if wanted is None else wanted.intersection(features.words)
            for rank in self._ranked(found):
                self._postings[rank].append(place)
        self._norms = _Norms(texts)

    def most_like(self, content: Content) -> list[Like]:
        """Return the documents that are most like a text, the best one first."""
        scores = self._scores(sorted(self._ranked(content.words))[:_MAX_WORDS])
        norm, norms = content.norm, self._norms
        values = [(score / (norm * norms[place]), -place) for place, score in scores.items()]
        ranked = nlargest(_MAX_CANDIDATES + 1, values)
        return [
            Like(self._documents[-place], value, value / _next(ranked, rank))
            for rank, (value, place) in enumerate(ranked[:_MAX_CANDIDATES])
        ]

    def _scores(self, ranks: Sequence[int]) -> Mapping[int, int]:
        """Return the summed squares of the words of a text for each document that has one of them,
        or for the nearest where there are many."""
        totals = accumulate(len(self._postings[rank]) for rank in ranks)
        listed = sum(total <= _MAX_POSTINGS for total in totals)
        scores: dict[int, int] = defaultdict(int)
        for rank in ranks[:listed]:
            square = self._squares[rank]
            for place in self._postings[rank]:
                scores[place] += square
        return self._nearest(scores, ranks[listed:]) if listed < len(ranks) else scores

    def _nearest(self, scores: Mapping[int, int], ranks: Iterable[int]) -> Mapping[int, int]:
        """Return the scores of the nearest documents, with those of more words."""
        norms = self._norms
        values = nlargest(_MAX_NEAREST, [each / norms[place] for place, each in scores.items()])
        least = min(values, default=0.0) * _ROUNDING
        near = {place: each for place, each in scores.items() if each / norms[place] >= least}
        for rank in ranks:
            postings, square = self._postings[rank], self._squares[rank]
            for place in near:
                found = bisect_left(postings, place)
                if found < len(postings) and postings[found] == place:
                    near[place] += square
        return near

    def _ranked(self, words: Iterable[int]) -> list[int]:
        """Return the ranks of the rare ones among some words, the rarest word being the first."""
        rank_of = self._ranks.get
        return [rank for number in words if (rank := rank_of(number)) is not None]


def _next(ranked: Sequence[tuple[float, int]], rank: int) -> float:
    """Return how like the next one is; for all but the first, the first."""
    other = ranked[0] if rank else ranked[1] if len(ranked) > 1 else (0.0, 0)
    return max(other[0], 0.01)
