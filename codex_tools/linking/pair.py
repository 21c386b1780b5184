"""A claim's mention beside a candidate document: what evidence is made of."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import NamedTuple

from rapidfuzz import fuzz

from codex_tools.linking.content import Content, ContentStats, own_text, quotations
from codex_tools.linking.dates import When, day_number, parse_date
from codex_tools.linking.documents import Document
from codex_tools.linking.lazily import lazily
from codex_tools.linking.query import Query
from codex_tools.linking.records import ClaimRecord

Finding = tuple[float, str]
NOTHING: Finding = (0.0, "")
_COMPOUND = 5
_SHORT_TITLE = 10
_LONG_TITLE_MASS = 3.0
_FIT_FOR_ORDER = 0.3


def once(look: Callable[["Pair"], Finding]) -> Callable[["Pair"], Finding]:
    """A kind of evidence that others build on, looked at once a pair."""

    name = look.__name__

    @wraps(look)
    def remembered(pair: "Pair") -> Finding:
        known = pair.seen.get(name)
        if known is None:
            known = pair.seen[name] = look(pair)
        return known

    return remembered


class TitleFit(NamedTuple):
    """How well titles, or main parts of them, fit a mention: the best of each kind."""

    by_words: Finding
    in_order: Finding
    whole: Finding


_NO_TITLE = TitleFit(NOTHING, NOTHING, NOTHING)


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


class Pair:
    """One mention of one claim beside one candidate.

    `date_rarities` says how much a date says that documents have, from 0 to 1.
    """

    def __init__(
        self,
        subject: Subject,
        query: Query,
        document: Document,
        date_rarities: Mapping[When, float],
    ) -> None:
        self.subject = subject
        self.query = query
        self.mention = query.mention
        self.document = document
        self.date_rarities = date_rarities
        self.seen: dict[str, Finding] = {}

    @lazily
    def matched(self) -> dict[str, str]:
        """Each word of the mention that the document's names have, with the form it has there."""
        names, mention = self.document.words, self.mention
        found = {word: word for word in mention.words if word in names}
        for word in mention.lead:
            if word not in found and len(word) >= _COMPOUND and (form := self._compound(word)):
                found[word] = form
        return found

    @lazily
    def forms(self) -> frozenset[str]:
        """The words that are matched, in the form that the document's names have them in."""
        return frozenset(self.matched.values())

    def _compound(self, word: str) -> str:
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
            return self.forms
        return self.query.quoted.intersection(self.document.words)

    @lazily
    def title(self) -> TitleFit:
        """How the titles of the document, and the main parts of them, fit the mention."""
        found, forms = [], self.title_forms
        if not forms:
            return _NO_TITLE
        for part in self.document.titles:
            hit = [word for word in part if word in forms]
            mass = self.query.names.title_mass(part) if hit else 0.0
            if mass:
                found.append(self._title_fit(part, hit, mass))
        if len(found) < 2:
            return found[0] if found else _NO_TITLE
        return TitleFit(*map(max, zip(*found, strict=True)))

    def _title_fit(self, part: tuple[str, ...], hit: list[str], mass: float) -> TitleFit:
        weight = min(1.0, mass)
        share = min(1.0, self.query.names.title_mass(hit) / mass)
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
    def source_content(self) -> Content:
        """The comparable content of the document."""
        return self.subject.stats.of(self.document)


def _in_order(title: str, ours: Iterable[str]) -> float:
    if len(title) < _SHORT_TITLE:
        return 0.0
    best = 60.0
    for text in ours:
        best = max(best, fuzz.ratio(title, text, score_cutoff=best))
        if len(title) <= len(text):
            best = max(best, fuzz.partial_ratio(title, text, score_cutoff=best))
    return (best - 60) / 40
