"""Which documents are worth looking at: an inverted index on rare words and on exact keys."""

from collections.abc import Iterable, Mapping, Sequence
from math import fsum, log
from operator import itemgetter

from codex_tools.linking.index.compounds import Compounds
from codex_tools.linking.index.postings import key_postings, with_equal_key, word_postings
from codex_tools.linking.reading.description import AUTHOR, NAME
from codex_tools.linking.reading.documents import SourceDocument
from codex_tools.linking.reading.mentions import Mention

_MAX_POSTINGS = 60
_MAX_POSTINGS_SHARE = 0.02
_MAX_CANDIDATES = 8
_MIN_CANDIDATES = 2
_UNIT = 2**40
_MIN_SCORE = _UNIT // 2
_LONG_POSTINGS = 32
_IDF = itemgetter(1)


class NameIndex:
    """The names of all documents: which has which word, and how rare each word is.

    The idf is the inverse document frequency (Spärck Jones, 1972), scaled to lie between 0 for a
    word in every name and 1 for one in a single name at most.
    """

    def __init__(self, documents: Sequence[SourceDocument]) -> None:
        self.documents = documents
        self._scale = log(len(documents) + 2)
        postings = word_postings(documents)
        # Words with equally long postings share their numbers, which keeps these tables small.
        idfs = {count: self.idf_of(count) for count in {len(each) for each in postings.values()}}
        squares = {count: idf**2 for count, idf in idfs.items()}
        self.idfs = {word: idfs[len(each)] for word, each in postings.items()}
        self._squares = {word: squares[len(each)] for word, each in postings.items()}
        self._whole_idfs = {count: round(idf * _UNIT) for count, idf in idfs.items()}
        limit = max(_MAX_POSTINGS, int(_MAX_POSTINGS_SHARE * len(documents)))
        self._postings = {
            word: tuple(each) for word, each in postings.items() if len(each) <= limit
        }
        self._key_postings = key_postings(documents)
        self._compounds = Compounds(_parts_of_names(documents))

    def idf(self, word: str) -> float:
        """Return how much a word says, from 0 (in every name) to 1 (in no other name)."""
        return self.idfs.get(word, 1.0)

    def idf_sum(self, words: Iterable[str]) -> float:
        """Return how much words say together."""
        idf = self.idfs.get
        return fsum([idf(word, 1.0) for word in words])

    def idf_of(self, count: int) -> float:
        """Return how much a property says that this many documents have."""
        return min(1.0, max(0.0, log((len(self.documents) + 2) / max(1, count)) / self._scale))

    def squared_idf_sum(self, title: Iterable[str]) -> float:
        """Return how much the words of a title say together, rare ones counting most."""
        square = self._squares.get
        return fsum([square(word, 1.0) for word in title])

    def spellings(self, word: str) -> list[str]:
        """Return a name, and the compounds that begin or end with it, such as `annsmith`."""
        return self._compounds.spellings(word)

    def candidates(self, mention: Mention) -> list[SourceDocument]:
        """Return the documents with an equal key, then those that share most with a mention."""
        size = len(self.documents)
        scores = self._scores(self._terms(mention))
        least = _least_of_best(scores)
        ranked = sorted([n - score * size for n, score in scores.items() if score >= least])
        best = [(-(key // size), key % size) for key in ranked[:_MAX_CANDIDATES]]
        numbers = [
            number
            for rank, (score, number) in enumerate(best)
            if rank < _MIN_CANDIDATES or 2 * score >= best[0][0]
        ]
        exact = with_equal_key(self._key_postings, mention)
        return [self.documents[number] for number in dict.fromkeys([*exact, *numbers])]

    def _terms(self, mention: Mention) -> list[tuple[str, int]]:
        """Return the words to look up, in all their spellings, the rarest first, with their idf.

        The idf is a whole number, so that sums do not depend on their order.
        """
        postings, idfs, lead = self._postings, self._whole_idfs, mention.lead
        terms = [
            (name, idfs[len(postings[name])])
            for word in mention.words
            for name in (self.spellings(word) if word in lead else (word,))
            if name in postings
        ]
        return sorted(terms, key=_IDF, reverse=True)

    def _scores(self, terms: Sequence[tuple[str, int]]) -> Mapping[int, int]:
        """Return the summed idf of these words for the documents that may be among the best.

        Ends early: once common words cannot lift a new document, only known scores are updated.
        """
        left = total = sum([idf for _, idf in terms])
        scores: dict[int, int] = {}
        for place, (name, idf) in enumerate(terms):
            postings = self._postings[name]
            # No document has more than the sum of the words so far, so mostly there is no need to
            # look for the best one.
            may_end = len(postings) > _LONG_POSTINGS and 2 * left < max(
                2 * _MIN_SCORE, total - left
            )
            if may_end and left < _least_of_best(scores):
                return self._completed(scores, terms[place:])
            left -= idf
            added = dict.fromkeys(postings, idf)
            if scores:
                for number in added.keys() & scores.keys():
                    added[number] += scores[number]
                scores |= added
            else:
                scores = added
        return scores

    def _completed(
        self, scores: dict[int, int], rest: Sequence[tuple[str, int]]
    ) -> Mapping[int, int]:
        """Return the scores, with the rest of the words added."""
        for name, idf in rest:
            for number in scores.keys() & self._postings[name]:
                scores[number] += idf
        return scores


def _parts_of_names(documents: Sequence[SourceDocument]) -> Iterable[str]:
    """Yield the words of authors, file names and hosts, which may be made of two."""
    return (
        word
        for document in documents
        for word, spot in document.words.items()
        if spot & (AUTHOR | NAME)
    )


def _least_of_best(scores: Mapping[int, int]) -> int:
    """Return the score that a document needs to be a candidate beside these.

    That is half of the best score, or the second best. Whole numbers are compared with floats much
    slower than with each other.
    """
    values = list(scores.values())
    best = max(values, default=0)
    if len(values) < 2:
        return _MIN_SCORE
    values.remove(best)
    return max(_MIN_SCORE, min(max(values), (best + 1) // 2))
