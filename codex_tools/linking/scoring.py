"""What a base knows, and the evidence for every candidate of a claim."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from codex_tools.linking.candidates import FigureIndex, NameIndex
from codex_tools.linking.content import ContentStats, own_text, source_lines
from codex_tools.linking.dates import When
from codex_tools.linking.documents import Document, documents
from codex_tools.linking.evidence import gather, sought
from codex_tools.linking.hope import Hope
from codex_tools.linking.mentions import Mention, parse_mentions
from codex_tools.linking.pair import Finding, Pair, Subject
from codex_tools.linking.records import ClaimRecord, SourceRecord
from codex_tools.linking.writers import note_writers


@dataclass(frozen=True, slots=True)
class Scored:
    """One candidate of one mention with its evidence: how much of each kind, and what was seen."""

    document: Document
    mention: Mention
    findings: Mapping[str, Finding]

    def values(self) -> dict[str, float]:
        """How much there is of each kind of evidence."""
        return {name: value for name, (value, _) in self.findings.items()}


class Base:
    """A knowledge base ready for matching: its documents, their index, its note writers.

    `commits` says for a claim's id which sources the commit that added it touched.
    """

    def __init__(
        self,
        claims: Sequence[ClaimRecord],
        sources: Sequence[SourceRecord],
        commits: Mapping[str, Collection[str]] | None = None,
    ) -> None:
        self.documents = documents(sources)
        self.writers = note_writers(claims, sources)
        self.names = NameIndex(self.documents)
        self.stats = ContentStats(self.documents)
        self.bearers = Counter(when for one in self.documents for when in _granules(one))
        self.commits = commits or {}
        self._by_id = {one.id: document for document in self.documents for one in document.records}

    @cached_property
    def figures(self) -> FigureIndex:
        """The index of rare figures, built when the first claim without a source text needs it."""
        return FigureIndex(self.documents)

    def candidates(self, claim: ClaimRecord, hope: Hope | None = None) -> list[list[Scored]]:
        """For each mention of the claim its candidates with their evidence.

        With a `hope`, candidates that cannot become a link may be missing.
        """
        subject = Subject(claim, claim.text(), self.stats, self.commits.get(claim.id, ()))
        found = []
        for mention, documents_ in self._mentions(subject):
            pairs = [
                Pair(subject, mention, one, self.names, self.stats, self.bearers)
                for one in documents_
            ]
            kinds = sought(mention)
            if hope:
                gathered = hope.gather(pairs, kinds)
            else:
                gathered = [(pair, gather(pair, kinds)) for pair in pairs]
            found.append([Scored(pair.document, mention, one) for pair, one in gathered])
        return found

    def _mentions(self, subject: Subject) -> list[tuple[Mention, list[Document]]]:
        claim = subject.claim
        named = [
            claim.source_text,
            *(one for one in claim.explicit if one not in claim.source_text),
        ]
        mentions = parse_mentions("\n".join(named), self.writers)
        if "ource" in subject.body:
            lines = source_lines(own_text(subject.body))
            mentions += parse_mentions(lines, self.writers, from_body=True)
        found = [(mention, self.names.candidates(mention)) for mention in mentions]
        witnessed = [self._by_id[one] for one in subject.commits if one in self._by_id]
        if not claim.source_text.strip():
            witnessed += self.figures.candidates(subject.content.figures)
        if witnessed:
            found.append((Mention(""), list(dict.fromkeys(witnessed))))
        return found


def _granules(one: Document) -> set[When]:
    """The days, months and years of a document, and as `(0, 0, day)` its days of work."""
    found = {When(0, 0, day) for day in one.days}
    for when in one.dates:
        found |= {when, When(when.year, when.month), When(when.year)}
    return found
