"""A claim's mention beside a candidate document: what evidence is made of."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import fsum

from codex_tools.linking.candidates import NameIndex
from codex_tools.linking.content import Content, ContentStats, own_text, quotations
from codex_tools.linking.documents import AUTHOR, NAME, Document
from codex_tools.linking.mentions import Mention
from codex_tools.linking.records import ClaimRecord
from codex_tools.linking.text import When, day_number, parse_date

_COMPOUND = 5


@dataclass(frozen=True)
class Subject:
    """A claim with what is derived from it once: `commits` are sources its own commit touched."""

    claim: ClaimRecord
    body: str
    stats: ContentStats
    commits: Collection[str] = ()

    @cached_property
    def own(self) -> str:
        """The claim's text without later additions."""
        return own_text(self.body)

    @cached_property
    def content(self) -> Content:
        """The comparable content of the claim."""
        return self.stats.claim(self.claim, self.own)

    @cached_property
    def quotations(self) -> list[str]:
        """The long quotations in the claim's text."""
        return quotations(self.own)

    @cached_property
    def day(self) -> int | None:
        """The day on which the claim was created."""
        when = parse_date(self.claim.created)
        return day_number(when) if when else None


@dataclass(frozen=True)
class Pair:
    """One mention of one claim beside one candidate, with what the base knows about rarity."""

    subject: Subject
    mention: Mention
    document: Document
    names: NameIndex
    stats: ContentStats
    bearers: Mapping[When, int] = field(default_factory=dict)

    @cached_property
    def matched(self) -> dict[str, str]:
        """Each word of the mention that the document's names have, with the form it has there."""
        found = {}
        for word in self.mention.words:
            form = word if word in self.document.words else self._compound(word)
            if form:
                found[word] = form
        return found

    def _compound(self, word: str) -> str:
        if len(word) >= _COMPOUND and word in self.mention.lead:
            for name, spot in self.document.words.items():
                if spot & (AUTHOR | NAME) and (name.startswith(word) or name.endswith(word)):
                    return name
        return ""

    @cached_property
    def lead_found(self) -> list[str]:
        """The words that the mention begins with which the document's names have."""
        return [word for word in self.mention.lead if word in self.matched]

    @cached_property
    def title_forms(self) -> frozenset[str]:
        """The words that may name a title, in the form that the document's names have them in."""
        if not self.mention.titles:
            return frozenset(self.matched.values())
        quoted = {word for text in self.mention.title_texts for word in text.split()}
        return frozenset(quoted & self.document.words.keys())

    @cached_property
    def years(self) -> frozenset[str]:
        """The years of the mention's dates, which are judged as dates and not as words."""
        return frozenset(str(when.year) for when in self.mention.dates)

    @cached_property
    def source_content(self) -> Content:
        """The comparable content of the document."""
        return self.stats.of(self.document)

    def rarity(self, found: Iterable[str]) -> float:
        """The summed rarity of words of the mention, words in brackets counting less."""
        weights = self.mention.words
        return fsum([weights.get(word, 1.0) * self.names.rarity(word) for word in found])

    def is_author(self, form: str) -> bool:
        """Whether a word of the document's names stands in its author or publisher field."""
        return bool(self.document.words[form] & AUTHOR)
