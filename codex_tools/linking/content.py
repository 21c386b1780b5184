"""What the texts of claims and sources share: rare words, figures, sentences."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from itertools import repeat
from math import log, sqrt

from codex_tools.linking.documents import Document
from codex_tools.linking.lazily import lazily
from codex_tools.linking.records import ClaimRecord
from codex_tools.linking.text import figures, word_set, words
from codex_tools.runtime import lazy_regex

_ADDED_EVIDENCE = lazy_regex.compile(
    r"^#{2,4}\s+Additional Evidence\b.*?(?=^#{1,4}\s|\Z)", re.M | re.S | re.I
)
_ADDED_LINE = lazy_regex.compile(r"^\*?Source: ?\[\[.*$|^\*Source:.*\bAdded:.*$", re.M)
_TAIL = lazy_regex.compile(r"\n(?:Relevant Notes|Topics|Related|See also):?.*\Z", re.S | re.I)
_SOURCE_SECTION = lazy_regex.compile(
    r"^#{2,4}\s+Sources?\s*?\n(.*?)(?=^#{1,4}\s|\Z)", re.M | re.S | re.I
)
_SOURCE_LINE = lazy_regex.compile(
    r"^\W{0,4}(?:Primary )?Sources?\W{0,3}:\W{0,3}(\S.*)$", re.M | re.I
)
_QUOTATION = lazy_regex.compile(r"[\"“]([^\"”\n]{30,400})[\"”]")
_SAMPLE = 1500
_LENGTH = 24_000
_STUB = 50
_UNIT = 2**40


def own_text(body: str) -> str:
    """A claim's text without what was added later and without its lists of related notes."""
    if "Additional Evidence" in body:
        body = _ADDED_EVIDENCE.sub("", body)
    if "Source:" in body:
        body = _ADDED_LINE.sub("", body)
    # A pattern that begins with a line end is searched several times faster than one with `^`.
    return _TAIL.sub("\n", "\n" + body)[1:]


def source_lines(body: str) -> str:
    """What a claim's own text says under `## Source` or behind `Source:`, else an empty text."""
    if "ource" not in body:
        return ""
    found = _SOURCE_SECTION.findall(body) + _SOURCE_LINE.findall(body)
    return "\n".join(text.strip() for text in found)


def quotations(text: str) -> list[str]:
    """The long quotations in a text, in comparable words."""
    if '"' not in text and "\u201c" not in text:
        return []
    found = (" ".join(words(quote)) for quote in _QUOTATION.findall(text))
    return [quote for quote in found if len(quote) >= 30]


class Content:
    """The comparable content of one text, of which only the beginning counts when it is very long.

    Each part is worked out when it is asked for: many texts are read for their words alone.
    `square` sums up the squared rarity of words.
    """

    def __init__(self, text: str, square: Callable[[Collection[str]], int]) -> None:
        self._text = text[:_LENGTH]
        self._square = square

    @lazily
    def words(self) -> set[str]:
        """The distinct words."""
        return word_set(self._text)

    @lazily
    def figures(self) -> frozenset[str]:
        """The telling numbers."""
        return frozenset(figures(self._text))

    @lazily
    def norm(self) -> float:
        """The length of the vector of rare words."""
        return sqrt(self._square(self.words)) or 1.0


class ContentStats:
    """How rare words and figures are in a base's texts, from an even sample of its documents."""

    def __init__(self, found: Sequence[Document], cached: int = 64) -> None:
        sample = found[:: max(1, len(found) // _SAMPLE)]
        counts: Counter[str] = Counter()
        for one in sample:
            text = one.records[0].text()[:_LENGTH]
            counts.update(word_set(text) | figures(text))
        size = len(sample) + 2
        # Words with equally many bearers share their numbers. Those with one are as rare as can be
        # and have none, since small tables are looked up faster.
        rarities = {number: log(size / number) / log(size) for number in set(counts.values())}
        lacks = {number: _UNIT - round(rarity**2 * _UNIT) for number, rarity in rarities.items()}
        known = [(word, number) for word, number in counts.items() if number > 1]
        self._rarity = {word: rarities[number] for word, number in known}
        self._lacks = {word: lacks[number] for word, number in known}
        self._lacks[""] = _UNIT
        self.of = lru_cache(maxsize=cached)(self._of)
        self.text_of = lru_cache(maxsize=32)(self._text_of)

    def rarity(self, word: str) -> float:
        """How much a word or figure says, from 0 (in every text) to 1 (in one text at most)."""
        return self._rarity.get(word, 1.0)

    def claim(self, claim: ClaimRecord, own: str) -> Content:
        """The content of a claim whose own text is `own`, with its title and description."""
        return Content(f"{claim.title}\n{claim.description}\n{own}", self._square)

    def likeness(self, one: Content, other: Content) -> float:
        """How alike two texts are in their rare words, from 0 to 1 (a cosine)."""
        shared = self._square(one.words & other.words)
        return min(1.0, shared / (one.norm * other.norm)) if shared else 0.0

    def shared_figures(self, one: Content, other: Content) -> list[str]:
        """The figures in both texts, the rarest first."""
        return sorted(one.figures & other.figures, key=lambda one: (-self.rarity(one), one))

    def telling(self, one: Content) -> float:
        """How much a text can tell at all: near 0 for a stub, near 1 for an article."""
        return len(one.words) / (len(one.words) + _STUB)

    def _of(self, document: Document) -> Content:
        return Content(document.records[0].text(), self._square)

    def _text_of(self, document: Document) -> str:
        """The text of a document as its words in order, in which quotations are sought."""
        return " ".join(words(document.records[0].text()[:_LENGTH]))

    def _square(self, found: Collection[str]) -> int:
        """The squared rarities of words summed up, in whole numbers, which add up in any order."""
        return _UNIT * len(found) - sum(map(self._lacks.get, found, repeat(0)))
