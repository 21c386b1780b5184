"""What is compared of a text, as numbers of a vocabulary: its distinct words and its figures."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from codex_tools.linking.text.figures import figures
from codex_tools.linking.text.words import content_word_set

MAX_LENGTH = 24_000
"""Characters of a text that are compared: of a very long one only the beginning counts."""


class Features(NamedTuple):
    """The numbers of the distinct words of a text, and of its telling figures."""

    words: array[int]
    figures: array[int]

    @property
    def all(self) -> set[int]:
        """The numbers of both."""
        return {*self.words, *self.figures}


class Vocabulary(dict[str, int]):
    """The words and figures of texts with a number for each, which a new one gets when it is asked
    for."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number

    def features(self, text: str) -> Features:
        """Return the features of a text, whose words all become known."""
        compared = text[:MAX_LENGTH]
        return Features(self._numbers(content_word_set(compared)), self._numbers(figures(compared)))

    def _numbers(self, words: Iterable[str]) -> array[int]:
        return array("I", [self[word] for word in words])


class FeatureStore:
    """The features of texts by a key that tells what the text is; the empty one is that of none.

    ``kept`` are those of an earlier run, with the ``words`` that their numbers stand for, and for
    each word the number of those that have it. ``used`` are all that were asked for by a key,
    ``fresh`` counts those that had to be read.
    """

    def __init__(
        self,
        words: Iterable[str] = (),
        kept: Mapping[str, Features] | None = None,
        counts: Iterable[int] = (),
    ) -> None:
        self.vocabulary = Vocabulary({word: number for number, word in enumerate(words)})
        self._kept = kept or {}
        self._counts = dict(enumerate(counts))
        self.used: dict[str, Features] = {}
        self.fresh = 0

    def features(self, key: str, read: Callable[[], str]) -> Features:
        """Return the features of the text that ``read`` gives, which is read only if it must be."""
        found = self._kept.get(key) if key else None
        if found is None:
            found = self.vocabulary.features(read())
            self.fresh += 1
        if key:
            self.used[key] = found
        return found

    def counts(self, features: Iterable[Features]) -> Mapping[int, int]:
        """Return how many of these features have each number; they are all that were asked for."""
        if not self.fresh and len(self.used) == len(self._kept):
            return self._counts
        counts: Counter[int] = Counter()
        for each in features:
            counts.update(each.all)
        return counts
