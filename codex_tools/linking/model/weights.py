"""The weights of the evidence: a logistic model of whether a claim came from a source."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from math import exp, fsum
from pathlib import Path

from codex_tools.linking.evidence.table import PRIOR_BIAS, PRIORS
from codex_tools.linking.evidence.values import Evidence


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of evidence adds to the log-odds of a link, and when a link is written.

    From ``write`` on a link is written, from ``review`` on it is shown to a person.
    """

    bias: float
    weights: Mapping[str, float] = field(default_factory=dict)
    write: float = 0.6
    review: float = 0.2

    def score_of(self, evidence: Evidence) -> float:
        """Return the log-odds of a link with this evidence."""
        weight = self.weights.get
        return self.bias + fsum([weight(name, 0.0) * seen[0] for name, seen in evidence.items()])


def probability(score: float) -> float:
    """Return the probability for these log-odds."""
    return 1.0 / (1.0 + exp(-max(-60.0, min(60.0, score))))


def read_weights(text: str) -> Weights:
    """Return weights from JSON in the form of `weights.json`; a kind that it lacks has its prior.

    Raises ValueError, KeyError or TypeError for a text in another form.
    """
    data = json.loads(text)
    limits = data["thresholds"]
    own = {str(name): float(weight) for name, weight in data["weights"].items()}
    return Weights(
        float(data["bias"]), PRIORS | own, float(limits["write"]), float(limits["review"])
    )


@cache
def shipped_weights() -> Weights:
    """Return the weights that come with the package."""
    shipped = Path(__file__).parent.parent / "weights.json"
    return read_weights(shipped.read_text("utf-8"))


def prior_weights() -> Weights:
    """Return the weights that a fit starts from: what one would guess before seeing any pair."""
    return Weights(PRIOR_BIAS, dict(PRIORS))
