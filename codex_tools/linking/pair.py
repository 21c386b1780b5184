"""A claim's mention beside a candidate document: what evidence is made of."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from math import fsum

from rapidfuzz import fuzz

from codex_tools.linking.candidates import NameIndex
from codex_tools.linking.content import Content, ContentStats, own_text, quotations
from codex_tools.linking.dates import When, day_number, parse_date
from codex_tools.linking.documents import AUTHOR, Document
from codex_tools.linking.lazily import lazily
from codex_tools.linking.mentions import Mention
from codex_tools.linking.records import ClaimRecord

Finding = tuple[float, str]
NOTHING: Finding = (0.0, "")
_COMPOUND = 5
_SHORT_TITLE = 10
_LONG_TITLE_MASS = 3.0
_FIT_FOR_ORDER = 0.3


def once(look: Callable[["Pair"], Finding]) -> Callable[["Pair"], Finding]:
    """A kind of evidence that others build on, looked at once a pair."""

    @wraps(look)
    def remembered(pair: "Pair") -> Finding:
        name = look.__name__
        if name not in pair.seen:
            pair.seen[name] = look(pair)
        return pair.seen[name]

    return remembered


@dataclass(frozen=True, slots=True)
class TitleFit:
    """How a title, or a main part of it, fits a mention."""

    by_words: Finding
    in_order: Finding
    whole: Finding


@dataclass
class Subject:
    """A claim with what is derived from it once: `commits` are sources its own commit touched."""

    claim: ClaimRecord
    body: str
    stats: ContentStats
    commits: Collection[str] = ()

    @lazily
    def own(self) -> str:
        """The claim's text without later additions."""
        return own_text(self.body)

    @lazily
    def content(self) -> Content:
        """The comparable content of the claim."""
        return self.stats.claim(self.claim, self.own)

    @lazily
    def quotations(self) -> list[str]:
        """The long quotations in the claim's text."""
        return quotations(self.own)

    @lazily
    def day(self) -> int | None:
        """The day on which the claim was created."""
        when = parse_date(self.claim.created)
        return day_number(when) if when else None


@dataclass
class Pair:
    """One mention of one claim beside one candidate, with what the base knows about rarity."""

    subject: Subject
    mention: Mention
    document: Document
    names: NameIndex
    stats: ContentStats
    bearers: Mapping[When, int] = field(default_factory=dict)
    seen: dict[str, Finding] = field(default_factory=dict)

    @lazily
    def matched(self) -> dict[str, str]:
        """Each word of the mention that the document's names have, with the form it has there."""
        found, names, lead = {}, self.document.words, self.mention.lead
        for word in self.mention.words:
            if word in names:
                found[word] = word
            elif word in lead and (form := self._compound(word)):
                found[word] = form
        return found

    def _compound(self, word: str) -> str:
        if len(word) < _COMPOUND:
            return ""
        names = self.document.compounds
        start = names.find(f" {word}")
        if start >= 0:
            return names[start + 1 : names.index(" ", start + 1)]
        end = names.find(f"{word} ")
        return names[names.rindex(" ", 0, end) + 1 : end + len(word)] if end >= 0 else ""

    @lazily
    def lead_found(self) -> list[str]:
        """The words that the mention begins with which the document's names have."""
        return [word for word in self.mention.lead if word in self.matched]

    @lazily
    def title_forms(self) -> frozenset[str]:
        """The words that may name a title, in the form that the document's names have them in."""
        if not self.mention.titles:
            return frozenset(self.matched.values())
        quoted = {word for text in self.mention.title_texts for word in text.split()}
        return frozenset(quoted & self.document.words.keys())

    @lazily
    def titles(self) -> list[TitleFit]:
        """How each title of the document, and each main part of it, fits the mention."""
        found = []
        for part in self.document.titles:
            hit = [word for word in part if word in self.title_forms]
            mass = self.names.title_mass(part)
            if hit and mass:
                found.append(self._title_fit(part, hit, mass))
        return found

    def _title_fit(self, part: tuple[str, ...], hit: list[str], mass: float) -> TitleFit:
        weight = min(1.0, mass)
        share = min(1.0, self.names.title_mass(hit) / mass)
        title = " ".join(part)
        order, whole = 0.0, 0.0
        if share >= _FIT_FOR_ORDER:
            order = _in_order(title, self.mention.title_texts) * weight
        if len(hit) == len(part) and any(
            f" {title} " in f" {o} " for o in self.mention.title_texts
        ):
            whole = min(1.0, mass / _LONG_TITLE_MASS)
        return TitleFit((share * weight, " ".join(hit)), (order, title), (whole, title))

    @lazily
    def years(self) -> frozenset[str]:
        """The years of the mention's dates, which are judged as dates and not as words."""
        return frozenset(str(when.year) for when in self.mention.dates)

    @lazily
    def source_content(self) -> Content:
        """The comparable content of the document."""
        return self.stats.of(self.document)

    def rarity(self, found: Iterable[str]) -> float:
        """The summed rarity of words of the mention, words in brackets counting less."""
        weights, rarities = self.mention.words, self.names.rarities
        return fsum([weights.get(word, 1.0) * rarities.get(word, 1.0) for word in found])

    def is_author(self, form: str) -> bool:
        """Whether a word of the document's names stands in its author or publisher field."""
        return bool(self.document.words[form] & AUTHOR)


def _in_order(title: str, ours: Iterable[str]) -> float:
    if len(title) < _SHORT_TITLE:
        return 0.0
    best = 60.0
    for text in ours:
        best = max(best, fuzz.ratio(title, text, score_cutoff=best))
        if len(title) <= len(text):
            best = max(best, fuzz.partial_ratio(title, text, score_cutoff=best))
    return (best - 60) / 40
