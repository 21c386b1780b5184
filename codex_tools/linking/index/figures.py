"""Which documents share rare figures with a text."""

from collections import Counter
from collections.abc import Iterable, Sequence

from codex_tools.linking.reading.documents import SourceDocument
from codex_tools.linking.text.figures import figures

_MAX_CANDIDATES = 8
_MAX_POSTINGS = 3
_MIN_SHARED = 2


class FigureIndex:
    """The documents by the rare figures in their texts."""

    def __init__(self, documents: Sequence[SourceDocument]) -> None:
        self._documents = documents
        self._postings: dict[str, tuple[int, ...]] = {}
        for number, document in enumerate(documents):
            for figure in figures(document.records[0].text()):
                postings = self._postings.get(figure, ())
                if len(postings) <= _MAX_POSTINGS:
                    self._postings[figure] = (*postings, number)

    def candidates(self, wanted: Iterable[str]) -> list[SourceDocument]:
        """Return the documents that share several rare figures with a text, most first."""
        shared: Counter[int] = Counter()
        for figure in wanted:
            postings = self._postings.get(figure, ())
            if len(postings) <= _MAX_POSTINGS:
                shared.update(postings)
        best = sorted((-count, number) for number, count in shared.items())[:_MAX_CANDIDATES]
        return [self._documents[number] for count, number in best if -count >= _MIN_SHARED]
