"""Which documents share rare figures with a text."""

from collections import Counter
from collections.abc import Iterable, Sequence

from codex_tools.linking.index.features import Features
from codex_tools.linking.reading.documents import SourceDocument

_MAX_CANDIDATES = 8
_MAX_POSTINGS = 3
_MIN_SHARED = 2


class FigureIndex:
    """The documents by the rare figures in their texts, which are numbers of a vocabulary."""

    def __init__(self, documents: Sequence[SourceDocument], features: Sequence[Features]) -> None:
        self._documents = documents
        self._postings: dict[int, tuple[int, ...]] = {}
        for place, each in enumerate(features):
            for figure in each.figures:
                postings = self._postings.get(figure, ())
                if len(postings) <= _MAX_POSTINGS:
                    self._postings[figure] = (*postings, place)

    def candidates(self, wanted: Iterable[int]) -> list[SourceDocument]:
        """Return the documents that share several rare figures with a text, most first."""
        shared: Counter[int] = Counter()
        for figure in wanted:
            postings = self._postings.get(figure, ())
            if len(postings) <= _MAX_POSTINGS:
                shared.update(postings)
        best = sorted((-count, number) for number, count in shared.items())[:_MAX_CANDIDATES]
        return [self._documents[number] for count, number in best if -count >= _MIN_SHARED]
