"""What the texts of claims and sources have in common: rare words, figures, sentences."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from functools import cached_property, lru_cache
from itertools import repeat
from math import log, sqrt

from codex_tools.linking.reading.documents import SourceDocument
from codex_tools.linking.reading.records import ClaimRecord
from codex_tools.linking.text.figures import figures
from codex_tools.linking.text.words import content_word_set, content_words

_MAX_SAMPLE = 1500
_MAX_LENGTH = 24_000
_MAX_CONTENTS = 64
_MAX_TEXTS = 32
_STUB_WORDS = 50
_UNIT = 2**40


class Content:
    """The comparable content of one text, of which only the beginning counts when it is very long.

    Each part is worked out when it is asked for: many texts are read for their words alone.
    ``square`` sums up the squared idf of words.
    """

    def __init__(self, text: str, square: Callable[[Collection[str]], int]) -> None:
        self._text = text[:_MAX_LENGTH]
        self._square = square

    @cached_property
    def words(self) -> set[str]:
        """The distinct words."""
        return content_word_set(self._text)

    @cached_property
    def figures(self) -> frozenset[str]:
        """The telling numbers."""
        return frozenset(figures(self._text))

    @cached_property
    def norm(self) -> float:
        """The length of the vector of rare words."""
        return sqrt(self._square(self.words)) or 1.0


class TextStatistics:
    """How rare words and figures are in a base's texts, from an even sample of its documents."""

    def __init__(self, documents: Sequence[SourceDocument]) -> None:
        sample = documents[:: max(1, len(documents) // _MAX_SAMPLE)]
        counts: Counter[str] = Counter()
        for document in sample:
            text = document.records[0].text()[:_MAX_LENGTH]
            counts.update(content_word_set(text) | figures(text))
        size = len(sample) + 2
        # Words in equally many texts share their numbers. Those in one text are as rare as can be
        # and have none, since small tables are looked up faster.
        idfs = {count: log(size / count) / log(size) for count in set(counts.values())}
        lacks = {count: _UNIT - round(idf**2 * _UNIT) for count, idf in idfs.items()}
        repeated = [(word, count) for word, count in counts.items() if count > 1]
        self._idfs = {word: idfs[count] for word, count in repeated}
        self._lacks = {word: lacks[count] for word, count in repeated}
        self._lacks[""] = _UNIT
        self.content_of = lru_cache(maxsize=_MAX_CONTENTS)(self._content_of)
        self.text_of = lru_cache(maxsize=_MAX_TEXTS)(self._text_of)

    def idf(self, word: str) -> float:
        """Return how much a word or figure says, from 0 (in every text) to 1 (in one at most)."""
        return self._idfs.get(word, 1.0)

    def content_of_claim(self, claim: ClaimRecord, own: str) -> Content:
        """Return the content of a claim whose own text is ``own``, with title and description."""
        return Content(f"{claim.title}\n{claim.description}\n{own}", self._squared_idf_sum)

    def cosine(self, one: Content, other: Content) -> float:
        """Return how alike two texts are in their rare words, from 0 to 1."""
        shared = self._squared_idf_sum(one.words & other.words)
        return min(1.0, shared / (one.norm * other.norm)) if shared else 0.0

    def norm_of(self, content: Content) -> float:
        """Return the length of the vector of a text's squared idfs."""
        return content.norm / sqrt(_UNIT)

    def shared_figures(self, one: Content, other: Content) -> list[str]:
        """Return the figures in both texts, the rarest first."""
        return sorted(one.figures & other.figures, key=lambda figure: (-self.idf(figure), figure))

    def telling(self, content: Content) -> float:
        """Return how much a text can tell at all: near 0 for a stub, near 1 for an article."""
        return len(content.words) / (len(content.words) + _STUB_WORDS)

    def _content_of(self, document: SourceDocument) -> Content:
        return Content(document.records[0].text(), self._squared_idf_sum)

    def _text_of(self, document: SourceDocument) -> str:
        """Return the text of a document as its words in order, in which quotations are sought."""
        return " ".join(content_words(document.records[0].text()[:_MAX_LENGTH]))

    def _squared_idf_sum(self, words: Collection[str]) -> int:
        """Return a sum of squared idfs, in whole numbers, which add up in any order."""
        return _UNIT * len(words) - sum(map(self._lacks.get, words, repeat(0)))
