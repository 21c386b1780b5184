"""What the texts of claims and sources have in common: rare words, figures, sentences."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from math import log, sqrt

from codex_tools.linking.index.features import MAX_LENGTH, Features, FeatureStore
from codex_tools.linking.reading.documents import SourceDocument
from codex_tools.linking.reading.records import ClaimRecord
from codex_tools.linking.text.figures import figures
from codex_tools.linking.text.words import content_word_set, content_words

_MAX_CONTENTS = 64
_MAX_TEXTS = 32
_STUB_WORDS = 50
_UNIT = 2.0**40


class Content:
    """The comparable content of one text: the numbers of its words and figures that sources have.

    ``strange`` counts the words that no source has; ``vocabulary`` are the words by number, and
    ``square`` sums up their squared idfs.
    """

    def __init__(
        self,
        words: Iterable[int],
        figures: Iterable[int],
        vocabulary: Mapping[str, int],
        square: Callable[[Iterable[int]], float],
        strange: int = 0,
    ) -> None:
        self.words = frozenset(words)
        self.figures = frozenset(figures)
        self._vocabulary = vocabulary
        self._square = square
        self._strange = strange

    def __contains__(self, word: str) -> bool:
        return self._vocabulary.get(word) in self.words

    def __len__(self) -> int:
        return len(self.words) + self._strange

    @cached_property
    def norm(self) -> float:
        """The length of the vector of squared idfs."""
        return sqrt(self._square(self.words) + _UNIT * self._strange) or 1.0


class TextStatistics:
    """How rare words and figures are in the texts of a base's documents.

    ``store`` may have features of them from an earlier run. ``counts`` says of each number of its
    vocabulary, which are ``words``, how many documents have it; ``squares`` are their squared idfs
    as whole numbers, so that sums do not depend on their order. No text has so many words that its
    sum would not be exact as a float, and floats are added up faster.
    """

    def __init__(self, documents: Sequence[SourceDocument], store: FeatureStore) -> None:
        records = [document.records[0] for document in documents]
        self.features = [store.features(record.key, record.text) for record in records]
        self.numbers = {document.id: number for number, document in enumerate(documents)}
        self.counts = store.counts(self.features)
        size = len(documents) + 2
        # Words in equally many texts share their idf. Those in one text are as rare as can be and
        # have none, since small tables are looked up faster.
        idfs = {count: log(size / count) / log(size) for count in set(self.counts.values())}
        squares = {count: float(round(idf**2 * _UNIT)) for count, idf in idfs.items()}
        repeated = [(number, count) for number, count in self.counts.items() if count > 1]
        self._idfs = {number: idfs[count] for number, count in repeated}
        self._vocabulary = store.vocabulary
        nothing = store.vocabulary[""]
        self.squares = [_UNIT] * len(store.vocabulary)
        for number, count in repeated:
            self.squares[number] = squares[count]
        self.squares[nothing] = 0.0
        self.words = list(store.vocabulary)
        self.content_of = lru_cache(maxsize=_MAX_CONTENTS)(self._content_of)
        self.text_of = lru_cache(maxsize=_MAX_TEXTS)(self._text_of)

    def idf(self, word: str) -> float:
        """Return how much a word or figure says, from 0 (in every text) to 1 (in one at most)."""
        return self.idf_of(self._vocabulary.get(word, -1))

    def idf_of(self, number: int) -> float:
        """Return the same for a number of the vocabulary."""
        return self._idfs.get(number, 1.0)

    def norm_of(self, features: Features) -> float:
        """Return the length of the vector of squared idfs of a document."""
        return sqrt(self._squared_idf_sum(features.words)) or 1.0

    def content_of_claim(self, claim: ClaimRecord, own: str) -> Content:
        """Return the content of a claim whose own text is ``own``, with title and description."""
        text = f"{claim.title}\n{claim.description}\n{own}"[:MAX_LENGTH]
        every = content_word_set(text)
        words, found = self._numbers(every), self._numbers(figures(text))
        strange = len(every) - len(words)
        return Content(words, found, self._vocabulary, self._squared_idf_sum, strange)

    def cosine(self, one: Content, other: Content) -> float:
        """Return how alike two texts are in their rare words, from 0 to 1."""
        shared = self._squared_idf_sum(one.words & other.words)
        return min(1.0, shared / (one.norm * other.norm)) if shared else 0.0

    def shared_figures(self, one: Content, other: Content) -> list[str]:
        """Return the figures in both texts, the rarest first."""
        shared = [(-self.idf_of(each), self.words[each]) for each in one.figures & other.figures]
        return [figure for _, figure in sorted(shared)]

    def telling(self, content: Content) -> float:
        """Return how much a text can tell at all: near 0 for a stub, near 1 for an article."""
        return len(content) / (len(content) + _STUB_WORDS)

    def _numbers(self, words: Iterable[str]) -> list[int]:
        """Return the numbers of those words that a document has, or had."""
        number = self._vocabulary.get
        return [each for word in words if (each := number(word)) is not None]

    def _content_of(self, document: SourceDocument) -> Content:
        words, found = self.features[self.numbers[document.id]]
        return Content(words, found, self._vocabulary, self._squared_idf_sum)

    def _text_of(self, document: SourceDocument) -> str:
        """Return the text of a document as its words in order, in which quotations are sought."""
        return " ".join(content_words(document.records[0].text()[:MAX_LENGTH]))

    def _squared_idf_sum(self, words: Iterable[int]) -> float:
        return sum(map(self.squares.__getitem__, words))
