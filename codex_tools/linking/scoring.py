"""What a base knows, and the evidence for every candidate of a claim."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from codex_tools.linking.candidates import FigureIndex, NameIndex
from codex_tools.linking.content import ContentStats, source_lines
from codex_tools.linking.dates import When
from codex_tools.linking.documents import Document, documents
from codex_tools.linking.evidence import gather, sought
from codex_tools.linking.hope import Hope
from codex_tools.linking.mentions import Mention, parse_mentions
from codex_tools.linking.pair import Finding, Pair, Subject
from codex_tools.linking.query import Query
from codex_tools.linking.records import ClaimRecord, SourceRecord
from codex_tools.linking.writers import note_writers

_TEXTS_AT_HAND = 32


@dataclass(frozen=True, slots=True)
class Scored:
    """One candidate of one mention with its evidence: how much of each kind, and what was seen."""

    document: Document
    mention: Mention
    findings: Mapping[str, Finding]


class Base:
    """A knowledge base ready for matching: its documents, their index, its note writers.

    `commits` says for a claim's id which sources the commit that added it touched; `processes` is
    how many may work on getting it ready (no number is one a core).
    """

    def __init__(
        self,
        claims: Sequence[ClaimRecord],
        sources: Sequence[SourceRecord],
        commits: Mapping[str, Collection[str]] | None = None,
        processes: int | None = 1,
    ) -> None:
        self.documents = documents(sources, processes)
        self.writers = note_writers(claims, sources)
        self.names = NameIndex(self.documents)
        self.stats = ContentStats(self.documents)
        bearers = Counter(when for one in self.documents for when in _granules(one))
        rarity = self.names.key_rarity
        self.date_rarities = {when: rarity(count) for when, count in bearers.items()}
        self.commits = commits or {}
        self._asked = lru_cache(maxsize=_TEXTS_AT_HAND)(self._ask)
        self._by_id = {one.id: document for document in self.documents for one in document.records}

    def parts(self) -> tuple[list[SourceRecord], frozenset[str], Mapping[str, Collection[str]]]:
        """What another machine needs to have the same base: see `made_of`."""
        records = [record for one in self.documents for record in one.records]
        sources = [replace(record, body=record.text()) for record in records]
        return sources, self.writers, self.commits

    @classmethod
    def made_of(
        cls,
        sources: Sequence[SourceRecord],
        writers: frozenset[str],
        commits: Mapping[str, Collection[str]],
    ) -> "Base":
        """The base that has these `parts`."""
        base = cls((), sources, commits)
        base.writers = writers
        return base

    @cached_property
    def figures(self) -> FigureIndex:
        """The index of rare figures, built when the first claim without a source text needs it."""
        return FigureIndex(self.documents)

    def document(self, source: str) -> Document:
        """The document that a source, given by its id, is a copy of."""
        return self._by_id[source]

    def candidates(self, claim: ClaimRecord, hope: Hope | None = None) -> list[list[Scored]]:
        """For each mention of the claim its candidates with their evidence.

        With a `hope`, candidates that cannot become a link may be missing.
        """
        subject = Subject(claim, claim.text(), self.stats, self.commits.get(claim.id, ()))
        found = []
        for query, candidates in self._queries(subject):
            pairs = [Pair(subject, query, one, self.date_rarities) for one in candidates]
            kinds = sought(query.mention)
            if hope:
                gathered = hope.gather(pairs, kinds)
            else:
                gathered = [(pair, gather(pair, kinds)) for pair in pairs]
            found.append([Scored(pair.document, query.mention, one) for pair, one in gathered])
        return found

    def _queries(self, subject: Subject) -> list[tuple[Query, list[Document]]]:
        claim = subject.claim
        named = [
            claim.source_text,
            *(one for one in claim.explicit if one not in claim.source_text),
        ]
        found = [*self._asked("\n".join(named))]
        if "ource" in subject.body:
            lines = source_lines(subject.own)
            found += map(self._asked_for, parse_mentions(lines, self.writers, from_body=True))
        witnessed = [self._by_id[one] for one in subject.commits if one in self._by_id]
        if not claim.source_text.strip():
            witnessed += self.figures.candidates(subject.content.figures)
        if witnessed:
            found.append((Query(Mention(""), self.names), list(dict.fromkeys(witnessed))))
        return found

    def _ask(self, text: str) -> list[tuple[Query, list[Document]]]:
        """The mentions in a source text, each with its candidates."""
        return [self._asked_for(mention) for mention in parse_mentions(text, self.writers)]

    def _asked_for(self, mention: Mention) -> tuple[Query, list[Document]]:
        return Query(mention, self.names), self.names.candidates(mention)


def _granules(one: Document) -> set[When]:
    """The days, months and years of a document, and as `(0, 0, day)` its days of work."""
    found = {When(0, 0, day) for day in one.days}
    return found.union(*map(_parts, one.dates))


@lru_cache(maxsize=8192)
def _parts(when: When) -> tuple[When, ...]:
    return when, When(when.year, when.month), When(when.year)
