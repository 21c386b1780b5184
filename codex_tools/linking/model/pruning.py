"""Which candidates can still become a link: the texts of the others need not be read."""

from collections.abc import Sequence
from math import fsum, inf
from typing import NamedTuple

from codex_tools.linking.evidence.comparison import Comparison
from codex_tools.linking.evidence.table import (
    OUTRANKED,
    RANK_SCALE,
    TIE_RANGE,
    ApplicableKinds,
    EvidenceKind,
    from_names,
    is_worth_reading,
    measure,
)
from codex_tools.linking.evidence.values import Evidence
from codex_tools.linking.model.weights import Weights

_ROUNDING = 1e-6


class _Plan(NamedTuple):
    """The kinds of evidence that there can be for a mention; ``gain`` and ``loss`` are how much all
    that is found in texts can change the score."""

    kinds: ApplicableKinds
    gain: float
    loss: float


class _Seen(NamedTuple):
    """What the names say of a document, the score of that, and whether to read the text."""

    evidence: Evidence
    score: float
    is_read: bool


class UpperBoundPruner:
    """Drops candidates whose upper bound stays below the log-odds ``least`` for a review."""

    def __init__(self, weights: Weights, least: float) -> None:
        self._weights = weights
        self._least = least
        self._outranked = min(0.0, weights.weights.get(OUTRANKED, 0.0))
        self._plans: dict[ApplicableKinds, _Plan] = {}

    def gather(
        self, compared: Sequence[Comparison], kinds: ApplicableKinds
    ) -> list[tuple[Comparison, Evidence]]:
        """Return the candidates of one mention that stay, in order, with all their evidence.

        Those with the best names are read first: with their score known, most others cannot come
        near enough whatever their text says.
        """
        plan = self._plans.get(kinds) or self._plan(kinds)
        seen = [self._see(one, plan) for one in compared]
        leader, kept = -inf, []
        for number in sorted(range(len(compared)), key=lambda number: -seen[number].score):
            comparison, (evidence, score, is_read) = compared[number], seen[number]
            if self._is_hopeless(score + plan.gain if is_read else score, leader):
                continue
            if is_read:
                if not self._read(comparison, plan, evidence, score, leader):
                    continue
                score = self._weights.score_of(evidence)
            leader = max(leader, score)
            kept.append((number, comparison, evidence))
        return [(one, evidence) for _, one, evidence in sorted(kept, key=lambda row: row[0])]

    def _plan(self, kinds: ApplicableKinds) -> _Plan:
        texts = [self._weights.weights.get(name, 0.0) for name, _ in kinds.from_texts]
        gain, loss = (fsum([limit(0.0, one) for one in texts]) for limit in (max, min))
        plan = self._plans[kinds] = _Plan(kinds, gain, loss)
        return plan

    def _see(self, comparison: Comparison, plan: _Plan) -> _Seen:
        evidence = from_names(comparison, plan.kinds)
        score = self._weights.score_of(evidence)
        return _Seen(evidence, score, is_worth_reading(comparison, evidence))

    def _read(
        self, comparison: Comparison, plan: _Plan, evidence: Evidence, score: float, leader: float
    ) -> bool:
        """Add what the text says to the evidence, unless it turns out that nothing can help."""
        kinds = plan.kinds.from_texts
        if score + plan.loss > max(leader, self._least):
            evidence |= measure(comparison, kinds)
            return True
        bounds = [self._upper_bound(comparison, name, kind) for name, kind in kinds]
        best = score + fsum(bounds)
        if self._is_hopeless(best, leader):
            return False
        for (name, kind), bound in zip(kinds, bounds, strict=True):
            value = kind.measure(comparison)
            gain = self._weights.weights.get(name, 0.0) * value[0]
            best += gain - bound
            if gain < 0 and self._is_hopeless(best, leader):
                return False
            if value[0]:
                evidence[name] = value
        return True

    def _upper_bound(self, comparison: Comparison, name: str, kind: EvidenceKind) -> float:
        """Return the most that evidence of a kind can add to the score."""
        weight = self._weights.weights.get(name, 0.0)
        if weight <= 0:
            return 0.0
        return weight * (kind.upper_bound(comparison) if kind.upper_bound else 1.0)

    def _is_hopeless(self, best: float, leader: float) -> bool:
        """Tell whether a candidate that scores ``best`` at most stays too far behind the leader to
        become a link, and to make it a tie."""
        if best >= max(leader, self._least) - TIE_RANGE - _ROUNDING:
            return False
        if best < leader:
            best += self._outranked * min(1.0, (leader - best) / RANK_SCALE)
        return best < self._least - _ROUNDING
