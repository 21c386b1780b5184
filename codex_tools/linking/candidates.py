"""Which documents are worth looking at: an inverted index on rare words and on exact keys."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import fsum, log

from codex_tools.linking.documents import AUTHOR, NAME, Document
from codex_tools.linking.mentions import Mention
from codex_tools.linking.text import figures

_COMMON = 60
_SHARE = 0.02
_COMPOUND = 5
_KEPT = 8
_ALWAYS = 2
_UNIT = 2**40
_LEAST = _UNIT // 2
_SHARE_OF_BEST = 0.5
_LONG_LIST = 4
_RARE_FIGURE = 3
_FIGURES_SHARED = 2


class NameIndex:
    """The names of all documents: who bears which word, and how rare each word is."""

    def __init__(self, found: Sequence[Document]) -> None:
        self.documents = found
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_key: dict[str, list[int]] = defaultdict(list)
        compounds: set[str] = set()
        for number, one in enumerate(found):
            for word, spot in one.words.items():
                self._by_word[word].append(number)
                if spot & (AUTHOR | NAME) and len(word) > _COMPOUND:
                    compounds.add(word)
            for key in _keys(one.identifiers, one.handles, one.files):
                self._by_key[key].append(number)
        self._forward = sorted(compounds)
        self._backward = sorted(word[::-1] for word in compounds)
        self._compounds: dict[str, list[str]] = {}
        self._scale = log(len(found) + 2)
        self.rarities = {word: self.key_rarity(len(who)) for word, who in self._by_word.items()}
        self._gains = {word: round(rarity * _UNIT) for word, rarity in self.rarities.items()}
        self._squares = {word: rarity**2 for word, rarity in self.rarities.items()}
        self._limit = max(_COMMON, int(_SHARE * len(found)))

    def rarity(self, word: str) -> float:
        """How much a word says, from 0 (in every name) to 1 (in no other name)."""
        return self.rarities.get(word, 1.0)

    def key_rarity(self, bearers: int) -> float:
        """How much a property says that this many documents have."""
        return min(1.0, max(0.0, log((len(self.documents) + 2) / max(1, bearers)) / self._scale))

    def title_mass(self, part: Iterable[str]) -> float:
        """How much the words of a title say together, rare ones counting most."""
        square = self._squares.get
        return fsum([square(word, 1.0) for word in part])

    def candidates(self, mention: Mention, kept: int = _KEPT) -> list[Document]:
        """The documents that share most with a mention, those with an equal key first."""
        size = len(self.documents)
        scores = self._scores(self._terms(mention))
        least = _least_of_best(scores)
        ranked = sorted([n - score * size for n, score in scores.items() if score >= least])
        best = [(-(key // size), key % size) for key in ranked[:kept]]
        numbers = [
            number
            for rank, (score, number) in enumerate(best)
            if rank < _ALWAYS or score >= _SHARE_OF_BEST * best[0][0]
        ]
        found = dict.fromkeys([*self._exact(mention), *numbers])
        return [self.documents[number] for number in found]

    def _terms(self, mention: Mention) -> list[tuple[str, int]]:
        """The words to look up, in all their spellings, the rarest first, with how rare each is.

        The rarity is a whole number, so that sums do not depend on their order.
        """
        by_word, gains, limit = self._by_word, self._gains, self._limit
        names = [
            name
            for word in mention.words
            for name in self._spellings(word, word in mention.lead)
            if name in by_word and len(by_word[name]) <= limit
        ]
        return sorted([(name, gains[name]) for name in names], key=lambda term: -term[1])

    def _scores(self, terms: Sequence[tuple[str, int]]) -> Mapping[int, int]:
        """How much rarity the documents that may be among the best share with these words in all.

        Once the words that are left, the most common ones, cannot lift a document that has had none
        so far among the best, their long lists of bearers need not be gone through.
        """
        left = sum([gain for _, gain in terms])
        scores: dict[int, int] = defaultdict(int)
        for place, (name, gain) in enumerate(terms):
            bearers = self._by_word[name]
            if len(bearers) > _LONG_LIST * len(scores) and left < (least := _least_of_best(scores)):
                return self._completed(scores, terms[place:], least - left)
            left -= gain
            for number in bearers:
                scores[number] += gain
        return scores

    def _completed(
        self, scores: Mapping[int, int], rest: Sequence[tuple[str, int]], least: float
    ) -> Mapping[int, int]:
        """The scores from `least` on with the rest of the words."""
        documents = self.documents
        return {
            number: score + sum([gain for name, gain in rest if name in documents[number].words])
            for number, score in scores.items()
            if score >= least
        }

    def _exact(self, mention: Mention) -> list[int]:
        found: set[int] = set()
        for key in _keys(mention.identifiers, mention.handles, mention.files):
            bearers = self._by_key.get(key, ())
            if len(bearers) <= _COMMON // 2:
                found.update(bearers)
        return sorted(found)

    def _spellings(self, word: str, is_lead: bool) -> list[str]:
        """The word; for a name also the compounds that begin or end with it, such as `annsmith`."""
        if not is_lead or len(word) < _COMPOUND:
            return [word]
        known = self._compounds.get(word)
        if known is None:
            known = self._compounds[word] = self._with_compounds(word)
        return known

    def _with_compounds(self, word: str) -> list[str]:
        found = [word, *_starting(self._forward, word)]
        return found + [name[::-1] for name in _starting(self._backward, word[::-1])]


class FigureIndex:
    """Which documents' texts have which rare figures."""

    def __init__(self, found: Sequence[Document]) -> None:
        self._documents = found
        self._by_figure: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(found):
            for figure in figures(one.records[0].text()):
                bearers = self._by_figure[figure]
                if len(bearers) <= _RARE_FIGURE:
                    bearers.append(number)

    def candidates(self, ours: Iterable[str]) -> list[Document]:
        """The documents that share several rare figures with a text, most first."""
        shared: Counter[int] = Counter()
        for figure in ours:
            bearers = self._by_figure.get(figure, ())
            if len(bearers) <= _RARE_FIGURE:
                shared.update(bearers)
        best = sorted((-count, number) for number, count in shared.items())
        return [self._documents[n] for count, n in best[:_KEPT] if -count >= _FIGURES_SHARED]


def _least_of_best(scores: Mapping[int, int]) -> float:
    """What a document has to score at least to be a candidate, beside these with their scores."""
    ranked = sorted(scores.values())
    second = ranked[-2] if len(ranked) > 1 else 0
    best = ranked[-1] if ranked else 0
    return max(_LEAST, min(second, _SHARE_OF_BEST * best))


def _starting(ordered: Sequence[str], prefix: str, most: int = 8) -> list[str]:
    start = bisect_left(ordered, prefix)
    found = [name for name in ordered[start : start + most] if name.startswith(prefix)]
    return [name for name in found if name != prefix]


def _keys(
    identifiers: Iterable[str], handles: Iterable[str], files: Iterable[str]
) -> Iterable[str]:
    yield from identifiers
    for handle in handles:
        yield "handle:" + handle
    for file in files:
        yield "file:" + file
