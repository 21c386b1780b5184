"""From evidence to a decision: a calibrated probability, and what follows from it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from math import exp, fsum
from typing import Literal

from codex_tools.linking.documents import Document
from codex_tools.linking.evidence import OUTRANKED, PRIOR_BIAS, PRIORS, RANK_SCALE
from codex_tools.linking.pair import Finding
from codex_tools.linking.scoring import Scored

Outcome = Literal["write", "review", "none"]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of evidence adds to the log-odds of a link, and when a link is written.

    From `write` on a link is written, from `review` on it is shown to a person.
    """

    bias: float
    weights: Mapping[str, float] = field(default_factory=dict)
    write: float = 0.6
    review: float = 0.2

    def score_of(self, findings: Mapping[str, Finding]) -> float:
        """The log-odds of a link with this evidence."""
        weight = self.weights.get
        return self.bias + fsum([weight(name, 0.0) * seen[0] for name, seen in findings.items()])

    def to_json(self) -> str:
        """The weights as readable JSON, the form that `read_weights` reads."""
        data = {
            "bias": round(self.bias, 3),
            "weights": {name: round(weight, 3) for name, weight in self.weights.items()},
            "thresholds": {"write": self.write, "review": self.review},
        }
        return json.dumps(data, indent=2) + "\n"


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate document of a claim with its best mention, its evidence and its probability."""

    document: Document
    mention: str
    findings: Mapping[str, Finding]
    probability: float


def probability(score: float) -> float:
    """The probability for these log-odds."""
    return 1.0 / (1.0 + exp(-max(-60.0, min(60.0, score))))


def judge(mentions: Iterable[Sequence[Scored]], weights: Weights) -> list[Judged]:
    """The candidates of a claim, the most probable first, each with its best mention.

    A candidate that another one outranks for the same mention is less probable, because a mention
    mostly names one work.
    """
    best: dict[str, Judged] = {}
    for group in mentions:
        scores = [weights.score_of(one.findings) for one in group]
        leader = max(scores, default=0.0)
        for one, score in zip(group, scores, strict=True):
            judged = _judged(one, score, leader, weights)
            known = best.get(one.document.id)
            if known is None or judged.probability > known.probability:
                best[one.document.id] = judged
    return sorted(best.values(), key=lambda one: (-one.probability, one.document.id))


def _judged(one: Scored, score: float, leader: float, weights: Weights) -> Judged:
    findings = one.findings
    if score < leader:
        behind = leader - score
        finding = (min(1.0, behind / RANK_SCALE), f"{behind:.1f} behind the best")
        findings = {**findings, OUTRANKED: finding}
        score = weights.score_of(findings)
    return Judged(one.document, one.mention.text, findings, probability(score))


def read_weights(text: str) -> Weights:
    """Weights from JSON in the form of `weights.json`; a kind that it lacks has its prior."""
    data = json.loads(text)
    limits = data["thresholds"]
    weights = {str(name): float(weight) for name, weight in data["weights"].items()}
    weights = PRIORS | weights
    return Weights(float(data["bias"]), weights, float(limits["write"]), float(limits["review"]))


@cache
def shipped_weights() -> Weights:
    """The weights that come with the package."""
    found = resources.files(__package__).joinpath("weights.json")
    return read_weights(found.read_text("utf-8"))


def prior_weights() -> Weights:
    """The weights that a fit starts from: what one would guess before seeing any pair."""
    return Weights(PRIOR_BIAS, dict(PRIORS))
