"""From evidence to a decision: a calibrated probability, and what follows from it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from math import exp

OUTRANKED = "outranked"
_RANK_SCALE = 4.0


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of evidence adds to the log-odds, and from which probability a link is written or shown."""

    bias: float
    weights: Mapping[str, float]
    write: float = 0.9
    review: float = 0.3

    def score(self, values: Mapping[str, float]) -> float:
        """The log-odds of a link with this much of each evidence."""
        return self.bias + sum(self.weights.get(name, 0.0) * value for name, value in values.items())

    def outcome(self, probability: float) -> str:
        """What to do with a link of this probability: `write`, `review` or `none`."""
        if probability >= self.write:
            return "write"
        return "review" if probability >= self.review else "none"


def probability(score: float) -> float:
    """The probability for these log-odds."""
    return 1.0 / (1.0 + exp(-max(-60.0, min(60.0, score))))


def outranked(score: float, best: float) -> float:
    """How far a candidate lies behind the best one for the same mention, from 0 to 1."""
    return max(0.0, min(1.0, (best - score) / _RANK_SCALE))


def read_weights(text: str) -> Weights:
    """Weights from JSON as in `weights.json`."""
    data = json.loads(text)
    limits = data["thresholds"]
    return Weights(float(data["bias"]), dict(data["weights"]), limits["write"], limits["review"])


def shipped_weights() -> Weights:
    """The weights that come with the package."""
    return read_weights(resources.files(__package__).joinpath("weights.json").read_text("utf-8"))
