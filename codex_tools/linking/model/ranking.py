"""The candidates of a claim, ranked by probability."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from codex_tools.linking.evidence.table import OUTRANKED, RANK_SCALE
from codex_tools.linking.evidence.values import Candidate, Evidence
from codex_tools.linking.model.weights import Weights, probability
from codex_tools.linking.reading.documents import SourceDocument


@dataclass(frozen=True, slots=True)
class RankedCandidate:
    """A candidate document of a claim with its best mention, its evidence and its probability."""

    document: SourceDocument
    mention: str
    evidence: Evidence
    probability: float


def rank(mentions: Iterable[Sequence[Candidate]], weights: Weights) -> list[RankedCandidate]:
    """Return the candidates of a claim, the most probable first, each with its best mention.

    A candidate that another one outranks for the same mention is less probable, because a mention
    mostly names one work.
    """
    best: dict[str, RankedCandidate] = {}
    for candidates in mentions:
        scores = [weights.score_of(one.evidence) for one in candidates]
        leader = max(scores, default=0.0)
        for candidate, score in zip(candidates, scores, strict=True):
            ranked = _ranked(candidate, score, leader, weights)
            known = best.get(ranked.document.id)
            if known is None or ranked.probability > known.probability:
                best[ranked.document.id] = ranked
    return sorted(best.values(), key=by_probability)


def by_probability(one: RankedCandidate) -> tuple[float, str]:
    """Return what sorts the most probable candidate to the front."""
    return -one.probability, one.document.id


def _ranked(candidate: Candidate, score: float, leader: float, weights: Weights) -> RankedCandidate:
    evidence = candidate.evidence
    if score < leader:
        behind = leader - score
        outranked = (min(1.0, behind / RANK_SCALE), f"{behind:.1f} behind the best")
        evidence = {**evidence, OUTRANKED: outranked}
        score = weights.score_of(evidence)
    return RankedCandidate(candidate.document, candidate.mention.text, evidence, probability(score))
