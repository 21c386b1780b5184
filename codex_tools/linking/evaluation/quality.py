"""Precision, recall and calibration of predicted links."""

from dataclasses import dataclass
from itertools import groupby, pairwise

_BINS = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Prediction:
    """A predicted link: ``right`` is ``None`` when it counts neither way."""

    claim: str
    source: str
    probability: float
    right: bool | None


@dataclass(frozen=True, slots=True)
class Quality:
    """Precision, recall and F1 at one threshold."""

    threshold: float
    precision: float
    recall: float
    f1: float
    written: int


@dataclass(frozen=True, slots=True)
class Bin:
    """One row of a reliability table: how probable its links were said to be, and how many were."""

    low: float
    high: float
    count: int
    predicted: float
    observed: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Predictions for claims whose ``known`` links are given as (claim, source)."""

    predictions: tuple[Prediction, ...]
    known: frozenset[tuple[str, str]]

    def at(self, threshold: float) -> Quality:
        """Return the quality of writing every link from this probability on."""
        counted = [
            one
            for one in self.predictions
            if one.probability >= threshold and one.right is not None
        ]
        return self._quality(threshold, len(counted), sum(one.right is True for one in counted))

    def _quality(self, threshold: float, written: int, hits: int) -> Quality:
        precision = hits / written if written else 1.0
        recall = hits / len(self.known) if self.known else 1.0
        total = precision + recall
        f1 = 2 * precision * recall / total if total else 0.0
        return Quality(threshold, precision, recall, f1, written)

    def reliability(self) -> list[Bin]:
        """Return for bins of probability how often the links in them were right."""
        table = []
        for low, high in pairwise(_BINS):
            inside = [
                one
                for one in self.predictions
                if one.right is not None
                and (low <= one.probability < high or one.probability == high == 1.0)
            ]
            if inside:
                predicted = sum(one.probability for one in inside) / len(inside)
                observed = sum(one.right is True for one in inside) / len(inside)
                table.append(Bin(low, high, len(inside), predicted, observed))
        return table

    def threshold_for(self, precision: float, lowest: float = 0.0) -> float | None:
        """Return the lowest threshold above which the precision is at least this, if any."""
        reaching = [
            one.threshold
            for one in self.curve()
            if one.threshold >= lowest and one.precision >= precision
        ]
        return reaching[-1] if reaching else None

    def best_threshold(self, lowest: float = 0.0) -> float | None:
        """Return the threshold with the highest F1 from ``lowest`` on, if there is any."""
        above = [one for one in self.curve() if one.threshold >= lowest]
        return max(above, key=lambda one: one.f1).threshold if above else None

    def curve(self) -> list[Quality]:
        """Return the quality at every probability that was predicted, the highest first."""
        ranked = sorted(self.predictions, key=lambda one: -one.probability)
        written, hits, curve = 0, 0, []
        for chance, tied in groupby(ranked, key=lambda one: one.probability):
            counted = [one.right for one in tied if one.right is not None]
            written, hits = written + len(counted), hits + sum(counted)
            curve.append(self._quality(chance, written, hits))
        return curve
