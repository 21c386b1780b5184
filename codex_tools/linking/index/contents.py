"""Which documents a text is most like in its rare words."""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
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
        self._texts = texts
        postings: dict[str, array[int]] = defaultdict(lambda: array("I"))
        self._norms: list[float] = []
        for number, document in enumerate(documents):
            content = texts.content_of(document)
            self._norms.append(texts.norm_of(content))
            for word in content.words:
                postings[word].append(number)
        limit = max(_MIN_POSTINGS, int(_MAX_SHARE * len(documents)))
        self._postings = {word: each for word, each in postings.items() if len(each) <= limit}

    def most_like(self, content: Content) -> list[Like]:
        """Return the documents that are most like a text, the best one first."""
        scores: dict[int, float] = defaultdict(float)
        for _, word in sorted(self._rarity(content))[:_MAX_WORDS]:
            square = self._texts.idf(word) ** 2
            for number in self._postings[word]:
                scores[number] += square
        norm, norms = self._texts.norm_of(content), self._norms
        values = [(score / (norm * norms[number]), -number) for number, score in scores.items()]
        ranked = nlargest(_MAX_CANDIDATES + 1, values)
        return [
            Like(self._documents[-number], value, value / _next(ranked, rank))
            for rank, (value, number) in enumerate(ranked[:_MAX_CANDIDATES])
        ]

    def _rarity(self, content: Content) -> Iterator[tuple[int, str]]:
        """Yield the words of a text with how many documents have them."""
        words = content.words & self._postings.keys()
        return ((len(self._postings[word]), word) for word in words)


def _next(ranked: Sequence[tuple[float, int]], rank: int) -> float:
    """Return how like the next one is; for all but the first, the first."""
    other = ranked[0] if rank else ranked[1] if len(ranked) > 1 else (0.0, 0)
    return max(other[0], 0.01)
