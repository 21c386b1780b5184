"""Which documents are worth looking at: an inverted index on rare words and on exact keys."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import fsum, log
from operator import itemgetter

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
_LONG_LIST = 32
_MOST_BEARERS = _COMMON // 2
_GAIN = itemgetter(1)
_RARE_FIGURE = 3
_FIGURES_SHARED = 2


class NameIndex:
    """The names of all documents: who bears which word, and how rare each word is."""

    def __init__(self, found: Sequence[Document]) -> None:
        self.documents = found
        self._scale = log(len(found) + 2)
        bearers = _bearers(found)
        # Words with equally many bearers share their numbers, which keeps these tables small.
        counts = {len(who) for who in bearers.values()}
        rarities = {count: self.key_rarity(count) for count in counts}
        squares = {count: rarity**2 for count, rarity in rarities.items()}
        self.rarities = {word: rarities[len(who)] for word, who in bearers.items()}
        self._squares = {word: squares[len(who)] for word, who in bearers.items()}
        self._gains = {count: round(rarity * _UNIT) for count, rarity in rarities.items()}
        limit = max(_COMMON, int(_SHARE * len(found)))
        self._by_word = {word: tuple(who) for word, who in bearers.items() if len(who) <= limit}
        self._by_key = _key_bearers(found)
        names = _compounds(found)
        self._forward = _by_prefix(names)
        self._backward = _by_prefix(word[::-1] for word in names)
        self._compounds: dict[str, list[str]] = {}

    def rarity(self, word: str) -> float:
        """How much a word says, from 0 (in every name) to 1 (in no other name)."""
        return self.rarities.get(word, 1.0)

    def mass(self, found: Iterable[str]) -> float:
        """The summed rarity of words."""
        rarity = self.rarities.get
        return fsum([rarity(word, 1.0) for word in found])

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
            if rank < _ALWAYS or 2 * score >= best[0][0]
        ]
        found = dict.fromkeys([*self._exact(mention), *numbers])
        return [self.documents[number] for number in found]

    def _terms(self, mention: Mention) -> list[tuple[str, int]]:
        """The words to look up, in all their spellings, the rarest first, with how rare each is.

        The rarity is a whole number, so that sums do not depend on their order.
        """
        by_word, gains, lead = self._by_word, self._gains, mention.lead
        found = [
            (name, gains[len(by_word[name])])
            for word in mention.words
            for name in (self._spellings(word) if word in lead else (word,))
            if name in by_word
        ]
        return sorted(found, key=_GAIN, reverse=True)

    def _scores(self, terms: Sequence[tuple[str, int]]) -> Mapping[int, int]:
        """How much rarity the documents that may be among the best share with these words in all.

        Once the words that are left, the most common ones, cannot lift a document that has had none
        so far among the best, their long lists of bearers only add to the scores there are.
        """
        left = total = sum([gain for _, gain in terms])
        scores: dict[int, int] = {}
        for place, (name, gain) in enumerate(terms):
            bearers = self._by_word[name]
            # No document has more than the sum of the words so far, so mostly there is no need to
            # look for the best one.
            may_end = len(bearers) > _LONG_LIST and 2 * left < max(2 * _LEAST, total - left)
            if may_end and left < _least_of_best(scores):
                return self._completed(scores, terms[place:])
            left -= gain
            added = dict.fromkeys(bearers, gain)
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
        """The scores, with the rest of the words added."""
        for name, gain in rest:
            for number in scores.keys() & self._by_word[name]:
                scores[number] += gain
        return scores

    def _exact(self, mention: Mention) -> list[int]:
        found: set[int] = set()
        for key in _keys(mention.identifiers, mention.handles, mention.files):
            bearers = self._by_key.get(key, ())
            if len(bearers) <= _MOST_BEARERS:
                found.update(bearers)
        return sorted(found)

    def _spellings(self, word: str) -> list[str]:
        """A name, and the compounds that begin or end with it, such as `annsmith`."""
        if len(word) < _COMPOUND:
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
        self._by_figure: dict[str, tuple[int, ...]] = {}
        for number, one in enumerate(found):
            for figure in figures(one.records[0].text()):
                bearers = self._by_figure.get(figure, ())
                if len(bearers) <= _RARE_FIGURE:
                    self._by_figure[figure] = (*bearers, number)

    def candidates(self, ours: Iterable[str]) -> list[Document]:
        """The documents that share several rare figures with a text, most first."""
        shared: Counter[int] = Counter()
        for figure in ours:
            bearers = self._by_figure.get(figure, ())
            if len(bearers) <= _RARE_FIGURE:
                shared.update(bearers)
        best = sorted((-count, number) for number, count in shared.items())
        return [self._documents[n] for count, n in best[:_KEPT] if -count >= _FIGURES_SHARED]


def _least_of_best(scores: Mapping[int, int]) -> int:
    """What a document has to score at least to be a candidate, beside these with their scores.

    That is half of the best score, or the second best. Whole numbers are compared with floats much
    slower than with each other.
    """
    found = list(scores.values())
    best = max(found, default=0)
    if len(found) < 2:
        return _LEAST
    found.remove(best)
    return max(_LEAST, min(max(found), (best + 1) // 2))


def _bearers(found: Sequence[Document]) -> dict[str, list[int]]:
    """For each word of the names of documents the numbers of those that have it."""
    table: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        for word in one.words:
            table[word].append(number)
    return table


def _key_bearers(found: Sequence[Document]) -> dict[str, tuple[int, ...]]:
    """For each exact key the numbers of the documents that have it, not all where it is common."""
    table: dict[str, tuple[int, ...]] = {}
    for number, one in enumerate(found):
        for key in _keys(one.identifiers, one.handles, one.files):
            known = table.get(key, ())
            if len(known) <= _MOST_BEARERS:
                table[key] = (*known, number)
    return table


def _compounds(found: Sequence[Document]) -> set[str]:
    """The words of authors, file names and hosts that may be made of two."""
    return {
        word
        for one in found
        for word, spot in one.words.items()
        if spot & (AUTHOR | NAME) and len(word) > _COMPOUND
    }


def _by_prefix(names: Iterable[str]) -> dict[str, list[str]]:
    """Names in order, by their first letters."""
    table: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        table[name[:_COMPOUND]].append(name)
    return dict(table)


def _starting(table: Mapping[str, list[str]], prefix: str, most: int = 8) -> list[str]:
    """The first names of a table that begin with a prefix of at least as many letters."""
    near = table.get(prefix[:_COMPOUND], [])
    start = bisect_left(near, prefix)
    found = [name for name in near[start : start + most] if name.startswith(prefix)]
    return [name for name in found if name != prefix]


def _keys(
    identifiers: Iterable[str], handles: Iterable[str], files: Iterable[str]
) -> Iterable[str]:
    yield from identifiers
    for handle in handles:
        yield "handle:" + handle
    for file in files:
        yield "file:" + file
