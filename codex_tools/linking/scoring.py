"""What a base knows, and the evidence for every candidate of a claim."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from codex_tools.linking.candidates import NameIndex
from codex_tools.linking.content import ContentStats, own_text, source_lines
from codex_tools.linking.documents import Document, documents
from codex_tools.linking.evidence import EVIDENCE, Pair
from codex_tools.linking.mentions import Mention, parse_mentions
from codex_tools.linking.records import ClaimRecord, SourceRecord
from codex_tools.linking.text import When
from codex_tools.linking.writers import note_writers


@dataclass(frozen=True, slots=True)
class Scored:
    """One candidate of one mention with its evidence: amounts and details by name."""

    document: Document
    mention: Mention
    values: Mapping[str, float]
    details: Mapping[str, str]


class Base:
    """A knowledge base ready for matching: its documents, their index, and the names of its note writers."""

    def __init__(self, claims: Sequence[ClaimRecord], sources: Sequence[SourceRecord]) -> None:
        self.documents = documents(sources)
        self.writers = note_writers(claims, sources)
        self.names = NameIndex(self.documents)
        self.stats = ContentStats(self.documents)
        self.bearers = Counter(when for one in self.documents for when in _granules(one))

    def mentions(self, claim: ClaimRecord, body: str) -> list[Mention]:
        """The works that the claim names in its source text, and under `## Source` in its own text."""
        found = parse_mentions(claim.source_text, self.writers)
        return found + parse_mentions(source_lines(own_text(body)), self.writers, from_body=True)

    def candidates(self, claim: ClaimRecord) -> list[list[Scored]]:
        """For each mention of the claim its candidates with their evidence."""
        body = claim.text()
        own = self.stats.claim(claim, own_text(body))
        found = []
        for mention in self.mentions(claim, body):
            scored = []
            for document in self.names.candidates(mention):
                pair = Pair(claim, mention, document, self.names, self.stats, own, self.bearers)
                findings = {name: look(pair) for name, (look, _) in EVIDENCE.items()}
                values = {name: value for name, (value, _) in findings.items() if value}
                details = {name: detail for name, (value, detail) in findings.items() if value}
                scored.append(Scored(document, mention, values, details))
            found.append(scored)
        return found


def _granules(one: Document) -> set[When]:
    """The days, months and years of a document, and as `(0, 0, day)` its days of work."""
    found = {When(0, 0, day) for day in one.days}
    for when in one.dates:
        found |= {when, When(when.year, when.month), When(when.year)}
    return found
