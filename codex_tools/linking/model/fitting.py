"""Fitting the weights to known links: a logistic regression in plain Python.

The fit is pulled towards the prior weights, so that few links change little and a kind of evidence
that no link shows keeps what one would guess; signs never change.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum

from codex_tools.linking.evidence.table import PRIORS, SHAPES
from codex_tools.linking.evidence.values import Evidence
from codex_tools.linking.model.labelled import LabelledClaim
from codex_tools.linking.model.ranking import rank
from codex_tools.linking.model.weights import Weights, prior_weights, probability

STRENGTH = 4.0
"""How strongly a fit is pulled towards the prior: with less, it learns from what is rare."""

_ROUNDS = 4
_SWEEPS = 60
_TOLERANCE = 1e-3
_BIAS = "(bias)"
_BIAS_STRENGTH = 1e-6

_Row = tuple[Evidence, bool, float]
"""The evidence for a link, whether the link is right, and how much that counts."""


def fit(
    claims: Sequence[LabelledClaim], strength: float = STRENGTH, skipped: Collection[str] = ()
) -> Weights:
    """Return weights fitted to claims, leaving out the documents in ``skipped``.

    ``strength`` says how strongly the fit is pulled towards the prior. What outranks what depends
    on the weights, so fitting and ranking alternate a few times.
    """
    weights = prior_weights()
    for _ in range(_ROUNDS):
        weights = _Regression(list(_rows(claims, weights, skipped)), strength).solve(weights)
    return weights


def _rows(
    claims: Sequence[LabelledClaim], weights: Weights, skipped: Collection[str]
) -> Iterator[_Row]:
    for claim in claims:
        for ranked in rank(claim.candidates, weights):
            label = claim.label(ranked.document)
            if label is not None and ranked.document.id not in skipped:
                yield ranked.evidence, label, claim.weight


@dataclass
class _Regression:
    """Coordinate-wise Newton steps, each clipped to the sign of its kind of evidence."""

    rows: Sequence[_Row]
    strength: float

    def solve(self, near: Weights) -> Weights:
        """Return the weights at which the steps have become small, which are sought from some that
        are ``near``."""
        prior = prior_weights()
        start = {**prior.weights, _BIAS: prior.bias}
        fitted, columns = {**near.weights, _BIAS: near.bias}, self._columns()
        scores = [0.0] * len(self.rows)
        for name, column in columns.items():
            for number, amount in column:
                scores[number] += amount * fitted.get(name, 0.0)
        for _ in range(_SWEEPS):
            moved = 0.0
            for name in sorted(columns):
                step = self._step(name, columns[name], scores, fitted, start)
                moved = max(moved, abs(step))
            if moved < _TOLERANCE:
                break
        bias = fitted.pop(_BIAS)
        return replace(prior, bias=bias, weights=fitted)

    def _columns(self) -> Mapping[str, list[tuple[int, float]]]:
        """Return for each kind the rows that have it, with how much of it."""
        columns: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, (evidence, *_) in enumerate(self.rows):
            columns[_BIAS].append((number, 1.0))
            for name, (amount, _) in evidence.items():
                columns[name].append((number, amount))
        return columns

    def _step(
        self,
        name: str,
        column: Sequence[tuple[int, float]],
        scores: list[float],
        fitted: dict[str, float],
        start: Mapping[str, float],
    ) -> float:
        """Move one weight and the scores that depend on it; return by how much."""
        old, pull = fitted.get(name, 0.0), _BIAS_STRENGTH if name == _BIAS else self.strength
        chances = [(number, amount, probability(scores[number])) for number, amount in column]
        rows = self.rows
        slope = fsum(
            rows[number][2] * amount * (chance - rows[number][1])
            for number, amount, chance in chances
        )
        slope += pull * (old - start.get(name, 0.0))
        curve = pull + fsum(
            rows[number][2] * amount**2 * chance * (1 - chance)
            for number, amount, chance in chances
        )
        new = _signed(name, old - slope / max(curve, 1e-9))
        new = max(old - 1.0, min(old + 1.0, new))
        for number, amount in column:
            scores[number] += amount * (new - old)
        fitted[name] = new
        return new - old


def _signed(name: str, weight: float) -> float:
    """Return a weight, or 0 where its sign is not that of the prior; a bias may have any."""
    is_bias = name == _BIAS or name in SHAPES
    return weight if is_bias or weight * PRIORS[name] >= 0 else 0.0
