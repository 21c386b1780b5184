"""How to match: weights, thresholds, and who works."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from math import log
from typing import TYPE_CHECKING

from codex_tools.linking.model.pruning import UpperBoundPruner
from codex_tools.linking.model.weights import Weights, shipped_weights
from codex_tools.runtime.parallel import Progress

if TYPE_CHECKING:
    from codex_tools.runtime.parallel.cluster import Cluster


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """How to match: ``write`` and ``review`` override the thresholds that come with the weights.

    ``commits`` says for a claim's id which sources the commit that added it touched (give it only
    where that is exactly one); ``runners_up`` is how many losing candidates to report; ``explain``
    is whether matches carry their evidence; ``only`` restricts which claims are matched, while the
    whole base still says what is rare. ``processes`` is how many may work (no number is one a
    core), a ``cluster`` works in their place, and ``progress`` is told the share of the claims
    matched.
    """

    weights: Weights = field(default_factory=shipped_weights)
    write: float | None = None
    review: float | None = None
    runners_up: int = 1
    commits: Mapping[str, Collection[str]] = field(default_factory=dict)
    explain: bool = True
    only: Collection[str] | None = None
    processes: int | None = 1
    progress: Progress | None = None
    cluster: "Cluster | None" = None

    def thresholds(self) -> tuple[float, float]:
        """Return the probabilities from which a link is written and from which it is shown."""
        write = self.weights.write if self.write is None else self.write
        review = self.weights.review if self.review is None else self.review
        return write, min(write, review)

    def pruner(self) -> UpperBoundPruner | None:
        """Return what drops hopeless candidates; ``None`` where runners-up are reported."""
        _, review = self.thresholds()
        if self.runners_up or not 0 < review < 1:
            return None
        return UpperBoundPruner(self.weights, log(review / (1 - review)))
