"""Whether a candidate can still become a link: what cannot need not be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum, inf

from codex_tools.linking.evidence import OUTRANKED, RANK_SCALE, Kinds, is_worth_reading, look
from codex_tools.linking.pair import Finding, Pair

_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Hope:
    """The weights, and the log-odds from which on a candidate is of interest."""

    bias: float
    weights: Mapping[str, float]
    least: float

    def gather(
        self, pairs: Sequence[Pair], kinds: tuple[Kinds, Kinds]
    ) -> list[tuple[Pair, dict[str, Finding]]]:
        """The pairs of one mention that may be of interest, in order, with their evidence.

        Those with the best names are read first: with their score known, most others cannot come
        near enough whatever their text says. The evidence of those that stay is complete.
        """
        quick, slow = kinds
        found = [look(pair, quick) for pair in pairs]
        scores = [self._score(findings) for findings in found]
        more = fsum(max(0.0, self.weights.get(name, 0.0)) for name, _ in slow)
        leader, kept = -inf, []
        for number in sorted(range(len(pairs)), key=lambda number: -scores[number]):
            pair, findings, score = pairs[number], found[number], scores[number]
            is_read = is_worth_reading(pair, findings)
            if self._is_hopeless(score + more if is_read else score, leader):
                continue
            if is_read:
                findings |= look(pair, slow)
                score = self._score(findings)
            leader = max(leader, score)
            kept.append((number, pair, findings))
        return [(pair, findings) for _, pair, findings in sorted(kept, key=lambda one: one[0])]

    def _score(self, findings: Mapping[str, Finding]) -> float:
        weight = self.weights.get
        return self.bias + fsum([weight(name, 0.0) * seen[0] for name, seen in findings.items()])

    def _is_hopeless(self, most: float, leader: float) -> bool:
        """Whether a candidate that scores `most` at best stays uninteresting behind the leader."""
        outranked = self.weights.get(OUTRANKED, 0.0)
        if outranked < 0:
            outranked *= min(1.0, max(0.0, leader - most) / RANK_SCALE)
        return most + outranked < self.least - _ROUNDING
