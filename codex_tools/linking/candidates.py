"""Which documents are worth looking at: an inverted index on rare words and on exact keys."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from heapq import nsmallest
from math import fsum, log

from codex_tools.linking.documents import AUTHOR, NAME, Document
from codex_tools.linking.mentions import Mention
from codex_tools.linking.text import figures

_COMMON = 60
_SHARE = 0.02
_COMPOUND = 5
_KEPT = 8
_ALWAYS = 2
_LEAST = 0.5
_SHARE_OF_BEST = 0.5
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
        self._scale = log(len(found) + 2)
        self._rarity = {word: self.key_rarity(len(who)) for word, who in self._by_word.items()}
        self._squares = {word: rarity**2 for word, rarity in self._rarity.items()}
        self._limit = max(_COMMON, int(_SHARE * len(found)))

    def rarity(self, word: str) -> float:
        """How much a word says, from 0 (in every name) to 1 (in no other name)."""
        return self._rarity.get(word, 1.0)

    def key_rarity(self, bearers: int) -> float:
        """How much a property says that this many documents have."""
        return min(1.0, max(0.0, log((len(self.documents) + 2) / max(1, bearers)) / self._scale))

    def title_mass(self, part: Iterable[str]) -> float:
        """How much the words of a title say together, rare ones counting most."""
        square = self._squares.get
        return fsum([square(word, 1.0) for word in part])

    def candidates(self, mention: Mention, kept: int = _KEPT) -> list[Document]:
        """The documents that share most with a mention, those with an equal key first."""
        exact = self._exact(mention)
        scores: dict[int, float] = defaultdict(float)
        for word in mention.words:
            for name in self._spellings(word, word in mention.lead):
                bearers = self._by_word.get(name, ())
                if len(bearers) <= self._limit:
                    gain = self.rarity(name)
                    for number in bearers:
                        scores[number] += gain
        best = nsmallest(kept, ((-s, number) for number, s in scores.items() if s >= _LEAST))
        least = _SHARE_OF_BEST * best[0][0] if best else 0.0
        best = best[:_ALWAYS] + [one for one in best[_ALWAYS:] if one[0] <= least]
        numbers = dict.fromkeys([*exact, *(number for _, number in best)])
        return [self.documents[number] for number in numbers]

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
