"""Fitting the weights to known pairs: a logistic regression in plain Python.

The fit is pulled towards the prior weights, so that few pairs change little and a kind of evidence
that no pair shows keeps what one would guess; signs never change.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum

from codex_tools.linking.decision import Judged, Weights, judge, prior_weights, probability
from codex_tools.linking.evidence import PRIORS
from codex_tools.linking.scoring import Scored

_ROUNDS = 4
_SWEEPS = 60
_TOLERANCE = 1e-4
_BIAS = "(bias)"


@dataclass(frozen=True, slots=True)
class Case:
    """A claim for which one knows the answer.

    `sources` are its right sources, `ignored` count neither way, `candidates` stand by mention.
    """

    claim: str
    candidates: Sequence[Sequence[Scored]]
    sources: Collection[str]
    ignored: Collection[str] = ()

    def label(self, judged: Judged) -> bool | None:
        """Whether a candidate is right, or nothing when it counts neither way."""
        ids = {one.id for one in judged.document.records}
        if ids & set(self.sources):
            return True
        return None if ids & set(self.ignored) else False


def fit(cases: Sequence[Case], strength: float = 1.0, skipped: Collection[str] = ()) -> Weights:
    """Weights fitted to cases, leaving out the documents in `skipped`.

    `strength` says how strongly the fit is pulled towards the prior. What outranks what depends on
    the weights, so fitting and ranking alternate a few times.
    """
    weights = prior_weights()
    for _ in range(_ROUNDS):
        rows = [
            (judged, case.label(judged))
            for case in cases
            for judged in judge(case.candidates, weights)
            if judged.document.id not in skipped
        ]
        known = [(judged, label) for judged, label in rows if label is not None]
        weights = _logistic(known, strength)
    return weights


def _logistic(rows: Sequence[tuple[Judged, bool]], strength: float) -> Weights:
    """Coordinate-wise Newton steps, each clipped to the sign of its kind of evidence."""
    prior = prior_weights()
    columns: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, (judged, _) in enumerate(rows):
        columns[_BIAS].append((number, 1.0))
        for name, (value, _) in judged.findings.items():
            columns[name].append((number, value))
    start = {**prior.weights, _BIAS: prior.bias}
    found = dict(start)
    scores = [0.0] * len(rows)
    for name, column in columns.items():
        for number, value in column:
            scores[number] += value * found.get(name, 0.0)
    for _ in range(_SWEEPS):
        moved = 0.0
        for name in sorted(columns):
            pull = 1e-6 if name == _BIAS else strength
            step = _step(name, columns[name], rows, scores, found, start, pull)
            moved = max(moved, abs(step))
        if moved < _TOLERANCE:
            break
    bias = found.pop(_BIAS)
    return replace(prior, bias=bias, weights=found)


def _step(
    name: str,
    column: Sequence[tuple[int, float]],
    rows: Sequence[tuple[Judged, bool]],
    scores: list[float],
    found: dict[str, float],
    start: Mapping[str, float],
    pull: float,
) -> float:
    old = found.get(name, 0.0)
    chances = [(number, value, probability(scores[number])) for number, value in column]
    slope = fsum(value * (chance - rows[number][1]) for number, value, chance in chances)
    slope += pull * (old - start.get(name, 0.0))
    curve = fsum(value * value * chance * (1 - chance) for _, value, chance in chances) + pull
    new = _signed(name, old - slope / max(curve, 1e-9))
    new = max(old - 1.0, min(old + 1.0, new))
    for number, value in column:
        scores[number] += value * (new - old)
    found[name] = new
    return new - old


def _signed(name: str, weight: float) -> float:
    return weight if name == _BIAS or weight * PRIORS[name] >= 0 else 0.0
