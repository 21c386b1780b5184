"""Whether a candidate can still become a link: what cannot need not be read."""

from collections.abc import Callable, Mapping, Sequence
from math import fsum, inf
from typing import NamedTuple

from codex_tools.linking.evidence import (
    OUTRANKED,
    PRIORS,
    RANK_SCALE,
    Kind,
    Kinds,
    Sought,
    is_worth_reading,
    look,
)
from codex_tools.linking.pair import Finding, Pair

_ROUNDING = 1e-6


class _Plan(NamedTuple):
    """The kinds sought for a mention, with their weights.

    Each kind that is found in names comes with its name, its weight and its prior; `gain` and
    `loss` are how much all that is found in texts can change the score.
    """

    from_names: list[tuple[str, Callable[[Pair], Finding], float, float]]
    from_texts: Kinds
    gain: float
    loss: float


class _Seen(NamedTuple):
    """What the names say of a pair, what that comes to, and whether the text is worth reading."""

    findings: dict[str, Finding]
    score: float
    is_read: bool


class Hope:
    """What the evidence weighs, and the log-odds from which on a candidate is of interest."""

    def __init__(self, bias: float, weights: Mapping[str, float], least: float) -> None:
        self._bias = bias
        self._weights = weights
        self._least = least
        self._outranked = min(0.0, weights.get(OUTRANKED, 0.0))
        self._plans: dict[Sought, _Plan] = {}

    def gather(self, pairs: Sequence[Pair], kinds: Sought) -> list[tuple[Pair, dict[str, Finding]]]:
        """The pairs of one mention that may be of interest, in order, with their evidence.

        Those with the best names are read first: with their score known, most others cannot come
        near enough whatever their text says. The evidence of those that stay is complete.
        """
        plan = self._plans.get(kinds) or self._plan(kinds)
        seen = [self._look(pair, plan) for pair in pairs]
        leader, kept = -inf, []
        for number in sorted(range(len(pairs)), key=lambda number: -seen[number].score):
            pair, (findings, score, is_read) = pairs[number], seen[number]
            if self._is_hopeless(score + plan.gain if is_read else score, leader):
                continue
            if is_read:
                if not self._read(pair, plan, findings, score, leader):
                    continue
                score = self._score(findings)
            leader = max(leader, score)
            kept.append((number, pair, findings))
        return [(pair, findings) for _, pair, findings in sorted(kept, key=lambda one: one[0])]

    def _plan(self, kinds: Sought) -> _Plan:
        weight = self._weights.get
        names = [
            (name, kind.look, weight(name, 0.0), PRIORS[name]) for name, kind in kinds.from_names
        ]
        texts = [weight(name, 0.0) for name, _ in kinds.from_texts]
        gain, loss = (fsum([limit(0.0, one) for one in texts]) for limit in (max, min))
        plan = self._plans[kinds] = _Plan(names, kinds.from_texts, gain, loss)
        return plan

    def _look(self, pair: Pair, plan: _Plan) -> _Seen:
        findings, scores, priors = {}, [self._bias], []
        for name, look_for, weight, prior in plan.from_names:
            finding = look_for(pair)
            value = finding[0]
            if value:
                findings[name] = finding
                scores.append(weight * value)
                priors.append(prior * value)
        return _Seen(findings, fsum(scores), is_worth_reading(pair, fsum(priors)))

    def _score(self, findings: Mapping[str, Finding]) -> float:
        weight = self._weights.get
        return fsum([self._bias, *[weight(name, 0.0) * seen[0] for name, seen in findings.items()]])

    def _read(
        self, pair: Pair, plan: _Plan, findings: dict[str, Finding], score: float, leader: float
    ) -> bool:
        """Add what the text says to the findings, unless it turns out that nothing can help."""
        kinds = plan.from_texts
        if score + plan.loss > max(leader, self._least):
            findings |= look(pair, kinds)
            return True
        bounds = [self._bound(pair, name, kind) for name, kind in kinds]
        most = score + fsum(bounds)
        if self._is_hopeless(most, leader):
            return False
        for (name, kind), bound in zip(kinds, bounds, strict=True):
            finding = kind.look(pair)
            gain = self._weights.get(name, 0.0) * finding[0]
            most += gain - bound
            if gain < 0 and self._is_hopeless(most, leader):
                return False
            if finding[0]:
                findings[name] = finding
        return True

    def _bound(self, pair: Pair, name: str, kind: Kind) -> float:
        """The most that evidence of a kind can add to the score."""
        weight = self._weights.get(name, 0.0)
        if weight <= 0:
            return 0.0
        return weight * (kind.most(pair) if kind.most else 1.0)

    def _is_hopeless(self, most: float, leader: float) -> bool:
        """Whether a candidate that scores `most` at best stays uninteresting behind the leader."""
        if most < leader:
            most += self._outranked * min(1.0, (leader - most) / RANK_SCALE)
        return most < self._least - _ROUNDING
