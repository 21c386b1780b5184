"""Whether a candidate can still become a link: what cannot need not be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum, inf

from codex_tools.linking.evidence import OUTRANKED, RANK_SCALE, Kind, Kinds, is_worth_reading, look
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
        more = fsum([max(0.0, self.weights.get(name, 0.0)) for name, _ in slow])
        leader, kept = -inf, []
        for number in sorted(range(len(pairs)), key=lambda number: -scores[number]):
            pair, findings, score = pairs[number], found[number], scores[number]
            is_read = is_worth_reading(pair, findings)
            if self._is_hopeless(score + more if is_read else score, leader):
                continue
            if is_read and not self._read(pair, slow, findings, score, leader):
                continue
            score = self._score(findings) if is_read else score
            leader = max(leader, score)
            kept.append((number, pair, findings))
        return [(pair, findings) for _, pair, findings in sorted(kept, key=lambda one: one[0])]

    def _score(self, findings: Mapping[str, Finding]) -> float:
        weight = self.weights.get
        return self.bias + fsum([weight(name, 0.0) * seen[0] for name, seen in findings.items()])

    def _read(
        self, pair: Pair, kinds: Kinds, findings: dict[str, Finding], score: float, leader: float
    ) -> bool:
        """Add what the text says to the findings, unless it turns out that nothing can help."""
        against = fsum([min(0.0, self.weights.get(name, 0.0)) for name, _ in kinds])
        if score + against > max(leader, self.least):
            findings |= look(pair, kinds)
            return True
        bounds = [self._bound(pair, name, kind) for name, kind in kinds]
        most = score + fsum(bounds)
        if self._is_hopeless(most, leader):
            return False
        for (name, kind), bound in zip(kinds, bounds, strict=True):
            finding = kind.look(pair)
            gain = self.weights.get(name, 0.0) * finding[0]
            most += gain - bound
            if gain < 0 and self._is_hopeless(most, leader):
                return False
            if finding[0]:
                findings[name] = finding
        return True

    def _bound(self, pair: Pair, name: str, kind: Kind) -> float:
        """The most that evidence of a kind can add to the score."""
        weight = self.weights.get(name, 0.0)
        if weight <= 0:
            return 0.0
        return weight * (kind.most(pair) if kind.most else 1.0)

    def _is_hopeless(self, most: float, leader: float) -> bool:
        """Whether a candidate that scores `most` at best stays uninteresting behind the leader."""
        outranked = self.weights.get(OUTRANKED, 0.0)
        if outranked < 0:
            outranked *= min(1.0, max(0.0, leader - most) / RANK_SCALE)
        return most + outranked < self.least - _ROUNDING
