"""Which documents a text is most like in its rare words."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import nlargest
from typing import NamedTuple

from codex_tools.linking.index.texts import Content, TextStatistics
from codex_tools.linking.reading.documents import SourceDocument

_MAX_SHARE = 0.2
_MIN_POSTINGS = 5
_MAX_CANDIDATES = 3
_MAX_WORDS = 60
"""Words of a text that are looked up, the rarest ones: the others change little."""


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
        limit = max(_MIN_POSTINGS, int(_MAX_SHARE * len(documents)))
        words, counts = texts.words, texts.counts
        rare = [number for number, count in counts.items() if count <= limit]
        rare.sort(key=lambda number: (counts[number], words[number]))
        self._ranks = {number: rank for rank, number in enumerate(rare)}
        self._squares = [texts.square_of(number) for number in rare]
        self._postings = [array("I") for _ in rare]
        for place, features in enumerate(texts.features):
            for rank in self._ranked(features.words):
                self._postings[rank].append(place)
        self._norms = [texts.norm_of(features) for features in texts.features]

    def most_like(self, content: Content) -> list[Like]:
        """Return the documents that are most like a text, the best one first."""
        scores: dict[int, int] = defaultdict(int)
        for rank in sorted(self._ranked(content.words))[:_MAX_WORDS]:
            square = self._squares[rank]
            for place in self._postings[rank]:
                scores[place] += square
        norm, norms = content.norm, self._norms
        values = [(score / (norm * norms[place]), -place) for place, score in scores.items()]
        ranked = nlargest(_MAX_CANDIDATES + 1, values)
        return [
            Like(self._documents[-place], value, value / _next(ranked, rank))
            for rank, (value, place) in enumerate(ranked[:_MAX_CANDIDATES])
        ]

    def _ranked(self, words: Iterable[int]) -> list[int]:
        """Return the ranks of the rare ones among some words, the rarest word being the first."""
        rank_of = self._ranks.get
        return [rank for number in words if (rank := rank_of(number)) is not None]


def _next(ranked: Sequence[tuple[float, int]], rank: int) -> float:
    """Return how like the next one is; for all but the first, the first."""
    other = ranked[0] if rank else ranked[1] if len(ranked) > 1 else (0.0, 0)
    return max(other[0], 0.01)
