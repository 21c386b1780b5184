"""The candidates of a claim, ranked by probability."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, inf

from codex_tools.linking.evidence.table import OUTRANKED, RANK_SCALE, TIE_RANGE, TIED
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
    mostly names one work; where two are nearly as likely, both are.
    """
    best: dict[str, RankedCandidate] = {}
    for candidates in mentions:
        scores = [weights.score_of(one.evidence) for one in candidates]
        for number, candidate in enumerate(candidates):
            others = max(scores[:number] + scores[number + 1 :], default=-inf)
            ranked = _ranked(candidate, scores[number], others, weights)
            known = best.get(ranked.document.id)
            if known is None or ranked.probability > known.probability:
                best[ranked.document.id] = ranked
    return sorted(best.values(), key=by_probability)


def by_probability(one: RankedCandidate) -> tuple[float, str]:
    """Return what sorts the most probable candidate to the front."""
    return -one.probability, one.document.id


def _ranked(candidate: Candidate, score: float, others: float, weights: Weights) -> RankedCandidate:
    """Return a candidate with its probability beside the best of the ``others``."""
    evidence = dict(candidate.evidence)
    if "named_file" not in evidence:
        if score < others:
            behind = others - score
            outranked = (min(1.0, behind / RANK_SCALE), f"{behind:.1f} behind the best")
            evidence[OUTRANKED] = outranked
        if (apart := abs(others - score)) <= TIE_RANGE:
            evidence[TIED] = (exp(-apart), "another is as likely")
        score = weights.score_of(evidence)
    return RankedCandidate(candidate.document, candidate.mention.text, evidence, probability(score))
