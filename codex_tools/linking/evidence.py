"""The evidence for a link: one function a kind, each listed once in `EVIDENCE`.

A kind looks at one pair of a mention and a candidate document and returns how much of it there is, from 0 to 1,
and in words what was found. The weights stand in `weights.json`; `SIGNS` follows from the table, so that fitting
can never turn an agreement into a reason against.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import fsum

from rapidfuzz import fuzz

from codex_tools.linking.candidates import NameIndex
from codex_tools.linking.content import Content, ContentStats, quotations
from codex_tools.linking.documents import AUTHOR, NAME, TITLE, Document
from codex_tools.linking.identifiers import kind
from codex_tools.linking.mentions import Mention
from codex_tools.linking.records import ClaimRecord
from codex_tools.linking.text import When, day_number, parse_date, words

Finding = tuple[float, str]
_COMPOUND = 5
_USUAL_LIKENESS = 0.4
_NOTHING: Finding = (0.0, "")


@dataclass
class Pair:
    """One mention of one claim beside one candidate document, with what the base knows about rarity."""

    claim: ClaimRecord
    mention: Mention
    document: Document
    names: NameIndex
    stats: ContentStats
    content: Content
    bearers: Mapping[When, int]

    @cached_property
    def matched(self) -> dict[str, str]:
        """Each word of the mention that the document's names have, and the form they have it in."""
        found = {}
        for word in self.mention.words:
            form = self._form(word)
            if form:
                found[word] = form
        return found

    def _form(self, word: str) -> str:
        bearers = self.document.words
        if word in bearers:
            return word
        if len(word) >= _COMPOUND and word in self.mention.lead:
            for name, spot in bearers.items():
                if spot & (AUTHOR | NAME) and (name.startswith(word) or name.endswith(word)):
                    return name
        return ""

    @cached_property
    def title_texts(self) -> list[str]:
        """Where the mention may name a title: its quoted titles, or all of it."""
        texts = self.mention.titles or (self.mention.text,)
        return [" ".join(words(text)) for text in texts]

    @cached_property
    def title_forms(self) -> frozenset[str]:
        """The words of `title_texts` in the form that the document has them in."""
        ours = {word for text in self.title_texts for word in text.split()}
        if self.mention.titles:
            return frozenset(ours & self.document.words.keys())
        return frozenset(self.matched.values())

    @cached_property
    def years(self) -> frozenset[str]:
        """The years of the mention's dates, which are judged as dates and not as words."""
        return frozenset(str(when.year) for when in self.mention.dates)

    @cached_property
    def source_content(self) -> Content:
        """The content of the document's text."""
        return self.stats.of(self.document)

    def title_mass(self, part: Iterable[str]) -> float:
        """How much the words of a title say together, rare ones counting most."""
        return fsum(self.names.rarity(word) ** 2 for word in part)

    def rarity(self, found: Iterable[str]) -> float:
        """The summed rarity of some words of the mention, words in brackets counting less."""
        return fsum(self.mention.words.get(word, 1.0) * self.names.rarity(word) for word in found)


def named_file(pair: Pair) -> Finding:
    """The mention names the file."""
    shared = pair.mention.files & pair.document.files
    return (1.0, min(shared)) if shared else _NOTHING


def same_identifier(pair: Pair) -> Finding:
    """Both bear the same DOI, arXiv number, status id or address."""
    shared = pair.mention.identifiers & pair.document.identifiers
    return (1.0, min(shared)) if shared else _NOTHING


def other_identifier(pair: Pair) -> Finding:
    """Both bear an identifier of one kind, and not the same."""
    ours, theirs = pair.mention.identifiers, pair.document.identifiers
    for kind_ in ("doi", "arxiv", "status"):
        mine = {one for one in ours if kind(one) == kind_}
        yours = {one for one in theirs if kind(one) == kind_}
        if mine and yours and not mine & yours:
            return 1.0, f"{min(mine)} is not {min(yours)}"
    return _NOTHING


def title_words(pair: Pair) -> Finding:
    """The share of the document's title (or of a main part of it) whose words the mention has.

    Where the mention quotes a title, only the quoted words count.
    """
    best, shown = 0.0, ""
    ours = pair.title_forms
    for part in pair.document.titles:
        hit = [word for word in part if word in ours]
        mass = pair.title_mass(part)
        if mass and hit:
            share = pair.title_mass(hit) / mass * min(1.0, mass)
            if share > best:
                best, shown = share, " ".join(hit)
    return best, shown


def title_order(pair: Pair) -> Finding:
    """How well the title stands in the mention in order, letter by letter."""
    best = 0.0
    for part in pair.document.titles:
        order = _in_order(" ".join(part), pair.title_texts)
        best = max(best, order * min(1.0, pair.title_mass(part)))
    return (best, f"{best:.0%}") if best > 0 else _NOTHING


def whole_title(pair: Pair) -> Finding:
    """The mention has the title, or a main part of it, word by word; the longer and rarer, the better."""
    best, shown = 0.0, ""
    for part in pair.document.titles:
        text = " ".join(part)
        if any(f" {text} " in f" {ours} " for ours in pair.title_texts):
            value = min(1.0, pair.title_mass(part) / 3)
            if value > best:
                best, shown = value, text
    return best, shown


def _in_order(title: str, ours: list[str]) -> float:
    if len(title) < 10:
        return 0.0
    scores = [fuzz.ratio(title, one) for one in ours]
    scores += [fuzz.partial_ratio(title, one) for one in ours if len(title) <= len(one)]
    return max(0.0, (max(scores, default=0.0) - 60) / 40)


def author_with_title(pair: Pair) -> Finding:
    """Author and title agree together, as in a full citation."""
    title = title_order(pair)[0] * title_words(pair)[0]
    author = max(author_named(pair)[0], first_named(pair)[0])
    return min(title, author), ""


def author_with_date(pair: Pair) -> Finding:
    """Who is named first and the date agree together, as in "Author (year)" or "Project, date"."""
    found = [word for word in pair.mention.lead if word in pair.matched]
    who = max(author_named(pair)[0], min(first_named(pair)[0], pair.rarity(found)))
    return min(who, same_date(pair)[0]), ""


def whole_author(pair: Pair) -> Finding:
    """The share of what stands in the document's author field that the mention names."""
    theirs = [word for word, spot in pair.document.words.items() if spot & AUTHOR]
    mass = fsum(pair.names.rarity(word) for word in theirs)
    found = sorted({form for form in pair.matched.values() if pair.document.words[form] & AUTHOR})
    return (fsum(pair.names.rarity(word) for word in found) / mass, " ".join(found)) if found else _NOTHING


def other_title(pair: Pair) -> Finding:
    """The mention quotes a title, and neither the document's names nor its text have its words."""
    quoted = [words(title) for title in pair.mention.titles]
    missing = []
    for title in quoted:
        known = [w for w in title if w in pair.matched or w in pair.source_content.words]
        mass = fsum(pair.names.rarity(word) for word in title)
        share = fsum(pair.names.rarity(word) for word in known) / mass if mass else 1.0
        missing.append((1.0 - share, " ".join(title)))
    return min(missing) if missing else _NOTHING


def shared_names(pair: Pair) -> Finding:
    """How much rarity the mention shares with the document's names in all."""
    total = pair.rarity(pair.matched)
    return min(1.0, total / 4), " ".join(pair.matched)


def author_named(pair: Pair) -> Finding:
    """The mention names an author, publisher or handle of the document."""
    found = [word for word, form in pair.matched.items() if pair.document.words[form] & AUTHOR]
    handles = pair.mention.handles & pair.document.handles
    total = pair.rarity(found) + len(handles)
    return min(1.0, total / 1.25), " ".join([*found, *sorted(handles)])


def first_named(pair: Pair) -> Finding:
    """The share of what the mention begins with, mostly an author, that the document's names have."""
    lead = pair.mention.lead
    mass = pair.rarity(lead)
    found = [word for word in lead if word in pair.matched]
    if not mass or not found:
        return _NOTHING
    in_text = [w for w in lead if w not in pair.matched and w in pair.source_content.words]
    return (pair.rarity(found) + 0.5 * pair.rarity(in_text)) / mass, " ".join(found)


def unexplained(pair: Pair) -> Finding:
    """The share of the mention that stands neither in the document's names nor in its text."""
    total = pair.rarity(pair.mention.words)
    missing = [
        word
        for word in pair.mention.words
        if word not in pair.matched and word not in pair.source_content.words and word not in pair.years
    ]
    return (pair.rarity(missing) / total, " ".join(missing)) if total and missing else _NOTHING


def same_date(pair: Pair) -> Finding:
    """The dates agree to the day, month or year; the rarer that is here, the more it says."""
    best, shown = 0.0, ""
    for ours in pair.mention.dates:
        for theirs in pair.document.dates:
            common = _common(ours, theirs)
            value = min(1.0, pair.names.key_rarity(pair.bearers.get(common, 1))) if common else 0.0
            if common and value > best:
                best, shown = value, "-".join(f"{part:02}" for part in common if part)
    return best, shown


def _common(one: When, other: When) -> When | None:
    if one.year != other.year or (one.month and other.month and one.month != other.month):
        return None
    if one.month and other.month:
        return one if one.day and one.day == other.day else When(one.year, one.month)
    return When(one.year)


def other_date(pair: Pair) -> Finding:
    """How far apart the dates are: full for two years and more."""
    gaps = [
        _gap(ours, theirs) for ours in pair.mention.dates for theirs in pair.document.dates
    ]
    gap = min(gaps, default=0)
    return (min(1.0, gap / 24), f"{gap} months") if gap else _NOTHING


def _gap(one: When, other: When) -> int:
    if one.month and other.month:
        return abs((one.year - other.year) * 12 + one.month - other.month)
    return 12 * abs(one.year - other.year)


def same_day_work(pair: Pair) -> Finding:
    """The claim was created on the day of the source or of its processing."""
    created = _day(pair.claim.created)
    for day in pair.document.days:
        if created is not None and abs(created - day) <= 1:
            rare = pair.names.key_rarity(pair.bearers.get(When(0, 0, day), 1))
            return min(1.0, rare), pair.claim.created
    return _NOTHING


def created_before(pair: Pair) -> Finding:
    """The claim is older than the document."""
    created = _day(pair.claim.created)
    known = pair.document.days
    if created is None or not known or created >= min(known) - 1:
        return _NOTHING
    return min(1.0, (min(known) - created) / 62), f"created {pair.claim.created}"


def _day(text: str) -> int | None:
    when = parse_date(text)
    return day_number(when) if when else None


def same_domain(pair: Pair) -> Finding:
    """Claim and source are filed under one domain."""
    theirs = {record.domain for record in pair.document.records}
    return (1.0, pair.claim.domain) if pair.claim.domain in theirs - {""} else _NOTHING


def like_text(pair: Pair) -> Finding:
    """The texts of the claim and of the source share rare words."""
    value = min(1.0, pair.stats.likeness(pair.content, pair.source_content) / 0.4)
    telling = pair.stats.telling(pair.source_content)
    return telling * value + (1 - telling) * _USUAL_LIKENESS, f"{value:.2f}"


def shared_figures(pair: Pair) -> Finding:
    """The texts of the claim and of the source share rare figures."""
    shared = pair.stats.shared_figures(pair.content, pair.source_content)
    total = fsum(pair.stats.rarity(figure) for figure in shared)
    return min(1.0, total / 4), " ".join(shared[:6])


def quoted_text(pair: Pair) -> Finding:
    """The claim quotes a passage of the source word for word."""
    for quote in quotations(pair.claim.text()):
        if len(quote) >= 30 and quote in pair.source_content.text:
            return 1.0, quote[:60]
    return _NOTHING


def body_mention(pair: Pair) -> Finding:
    """The work is named in the claim's text and not in its `source` field."""
    return (1.0, pair.mention.text[:60]) if pair.mention.from_body else _NOTHING


def own_notes(pair: Pair) -> Finding:
    """The mention speaks of the base's own claims and notes."""
    return (1.0, "own notes") if pair.mention.own_notes else _NOTHING


def unarchived(pair: Pair) -> Finding:
    """The document lies outside the archive, as a draft does."""
    return _NOTHING if pair.document.archived else (1.0, pair.document.id)


FOR, AGAINST, EITHER = 1, -1, 0
EVIDENCE: dict[str, tuple[Callable[[Pair], Finding], int]] = {
    "named_file": (named_file, FOR),
    "same_identifier": (same_identifier, FOR),
    "other_identifier": (other_identifier, AGAINST),
    "title_words": (title_words, FOR),
    "title_order": (title_order, FOR),
    "whole_title": (whole_title, FOR),
    "other_title": (other_title, AGAINST),
    "shared_names": (shared_names, FOR),
    "author_named": (author_named, FOR),
    "whole_author": (whole_author, FOR),
    "author_with_title": (author_with_title, FOR),
    "author_with_date": (author_with_date, FOR),
    "first_named": (first_named, FOR),
    "unexplained": (unexplained, AGAINST),
    "same_date": (same_date, FOR),
    "other_date": (other_date, AGAINST),
    "same_day_work": (same_day_work, FOR),
    "created_before": (created_before, AGAINST),
    "same_domain": (same_domain, FOR),
    "like_text": (like_text, FOR),
    "shared_figures": (shared_figures, FOR),
    "quoted_text": (quoted_text, FOR),
    "body_mention": (body_mention, AGAINST),
    "own_notes": (own_notes, AGAINST),
    "unarchived": (unarchived, AGAINST),
}
