"""The possible links of a claim, with what speaks for and against them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from codex_tools.linking.evidence.values import EvidenceValue
from codex_tools.linking.index.document_index import DocumentIndex
from codex_tools.linking.matching.candidates import candidates_of
from codex_tools.linking.matching.settings import LinkSettings
from codex_tools.linking.model.pruning import UpperBoundPruner
from codex_tools.linking.model.ranking import rank
from codex_tools.linking.model.weights import Weights
from codex_tools.linking.reading.documents import Copies
from codex_tools.linking.reading.records import ClaimRecord

Decision = Literal["write", "review", "none"]

Row = tuple[str, str, Mapping[str, EvidenceValue], float]
"""What a process says of a candidate, in parts that are small to send: the id of its document, the
text of its mention, its evidence where that is to be explained, and its probability."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """One piece of evidence: how much there is, what it adds to the log-odds, what was seen."""

    name: str
    value: float
    weight: float
    contribution: float
    detail: str


@dataclass(frozen=True, slots=True)
class Match:
    """A possible link. Copies of one document give one match each, with the same ``document``.

    ``bias`` and the contributions of ``evidence`` (largest first) add up to the log-odds.
    """

    claim: str
    source: str
    probability: float
    decision: Decision
    evidence: tuple[Contribution, ...]
    document: str
    mention: str
    bias: float

    @property
    def pair(self) -> tuple[str, str]:
        """The claim and the source."""
        return self.claim, self.source


@dataclass(frozen=True, slots=True)
class ClaimMatches:
    """The possible links of one claim, the most probable first."""

    claim: str
    matches: tuple[Match, ...]

    def written(self) -> tuple[str, ...]:
        """Return the sources to link without asking."""
        return tuple(match.source for match in self.matches if match.decision == "write")


def rows_of(
    claim: ClaimRecord,
    index: DocumentIndex,
    settings: LinkSettings,
    pruner: UpperBoundPruner | None,
) -> list[Row]:
    """Return the candidates of a claim that are worth a review, and some that are not."""
    _, review = settings.thresholds()
    ranked = rank(candidates_of(claim, index, pruner), settings.weights)
    reported = sum(one.probability >= review for one in ranked) + settings.runners_up
    return [
        (one.document.id, one.mention, one.evidence if settings.explain else {}, one.probability)
        for one in ranked[:reported]
    ]


def matches_of(
    claim: str, rows: Sequence[Row], copies: Copies, settings: LinkSettings
) -> Iterator[Match]:
    """Yield the matches of a claim that these rows stand for, one for each copy of a document."""
    weights = settings.weights
    for source, mention, evidence, chance in rows:
        explained = explain(evidence, weights) if settings.explain else ()
        decision = _decision(chance, settings)
        for copy in copies.linked(source):
            yield Match(claim, copy, chance, decision, explained, source, mention, weights.bias)


def _decision(chance: float, settings: LinkSettings) -> Decision:
    write, review = settings.thresholds()
    if chance < review:
        return "none"
    return "write" if chance >= write else "review"


def explain(evidence: Mapping[str, EvidenceValue], weights: Weights) -> tuple[Contribution, ...]:
    """Return the evidence for a candidate as a waterfall, what counts most first."""
    contributions = []
    for name, (value, detail) in evidence.items():
        weight = weights.weights.get(name, 0.0)
        contributions.append(Contribution(name, value, weight, weight * value, detail))
    return tuple(sorted(contributions, key=lambda one: (-abs(one.contribution), one.name)))
