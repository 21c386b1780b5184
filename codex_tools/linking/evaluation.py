"""How good the matcher is on links that one knows, and fitting it to them.

Every claim is predicted as if its links were not there: the matcher never reads link fields. Where
weights are fitted to the pairs themselves, each source is judged by weights fitted without it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import floor
from zlib import crc32

from codex_tools.linking.decision import Judged, Weights, judge, shipped_weights
from codex_tools.linking.fitting import Case, fit
from codex_tools.linking.records import ClaimRecord, SourceRecord
from codex_tools.linking.scoring import Base
from codex_tools.runtime.parallel import imap_forked

_BINS = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Prediction:
    """A predicted link: `right` is nothing when it counts neither way."""

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
    """Predictions for claims whose `known` links are given as (claim, source)."""

    predictions: tuple[Prediction, ...]
    known: frozenset[tuple[str, str]]

    def at(self, threshold: float) -> Quality:
        """The quality of writing every link from this probability on."""
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
        """For bins of probability how often the links in them were right."""
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
        """The lowest threshold from which on the precision stays at least this high, if any."""
        reaching = [
            one.threshold
            for one in self.curve()
            if one.threshold >= lowest and one.precision >= precision
        ]
        return reaching[-1] if reaching else None

    def best_threshold(self, lowest: float = 0.0) -> float | None:
        """The threshold with the highest F1 from `lowest` on, if there is any."""
        above = [one for one in self.curve() if one.threshold >= lowest]
        return max(above, key=lambda one: one.f1).threshold if above else None

    def curve(self) -> list[Quality]:
        """The quality at every probability that was predicted, the highest first."""
        ranked = sorted(self.predictions, key=lambda one: -one.probability)
        written, hits, found = 0, 0, []
        for chance, group in groupby(ranked, key=lambda one: one.probability):
            counted = [one.right for one in group if one.right is not None]
            written, hits = written + len(counted), hits + sum(counted)
            found.append(self._quality(chance, written, hits))
        return found


def cases(
    claims: Sequence[ClaimRecord],
    sources: Sequence[SourceRecord],
    known: Mapping[str, Collection[str]],
    ignored: Mapping[str, Collection[str]] | None = None,
    base: Base | None = None,
) -> list[Case]:
    """The claims that stand in `known`, each with its candidates and its right sources.

    An empty collection says that the claim comes from no archived source. `base` is what the
    matcher knows of all claims and sources, where that is at hand.
    """
    base = base or Base(claims, sources)
    judged = sorted((claim for claim in claims if claim.id in known), key=lambda one: one.id)
    spared = ignored or {}
    return [
        Case(claim.id, base.candidates(claim), known[claim.id], spared.get(claim.id, ()))
        for claim in judged
    ]


def evaluate(found: Sequence[Case], weights: Weights | None = None) -> Evaluation:
    """The quality of given weights (by default the shipped ones) on cases."""
    used = weights or shipped_weights()
    return _evaluation(found, lambda case: judge(case.candidates, used))


def cross_validate(
    found: Sequence[Case], folds: int = 5, strength: float = 1.0, seed: int = 0
) -> Evaluation:
    """The quality of weights fitted to the cases themselves, grouped by source.

    The sources are dealt into folds; a candidate is judged by weights fitted without its fold.
    """
    fold_of = _folds(found, folds, seed)

    def fit_without(number: int) -> Weights:
        return fit(found, strength, {one for one, fold in fold_of.items() if fold == number})

    fitted = list(imap_forked(fit_without, range(folds), min_items=2))

    def judged(case: Case) -> list[Judged]:
        by_fold = [judge(case.candidates, weights) for weights in fitted]
        picked = [
            one
            for number, fold in enumerate(by_fold)
            for one in fold
            if fold_of[one.document.id] == number
        ]
        return sorted(picked, key=lambda one: (-one.probability, one.document.id))

    return _evaluation(found, judged)


def cross_validate_groups(
    found: Sequence[Case], group: Callable[[str], str], strength: float = 1.0
) -> Evaluation:
    """As `cross_validate`, leaving out one group of claims (such as a domain) after the other."""
    groups = sorted({group(case.claim) for case in found})
    fitted = {
        one: fit([case for case in found if group(case.claim) != one], strength) for one in groups
    }
    return _evaluation(found, lambda case: judge(case.candidates, fitted[group(case.claim)]))


def calibrate(
    found: Sequence[Case],
    target_precision: float | None = None,
    strength: float = 1.0,
    checked: Evaluation | None = None,
) -> Weights:
    """Weights fitted to the cases, with the threshold that cross-validation asks for.

    That is the lowest one, from one half on, with `target_precision`, else the one with the highest
    F1. `checked` is the outcome of the cross-validation, where it is at hand.
    """
    checked = checked or cross_validate(found, strength=strength)
    fitted = fit(found, strength)
    if target_precision is None:
        threshold = checked.best_threshold(lowest=0.5)
    else:
        threshold = checked.threshold_for(target_precision, lowest=0.5)
    write = floor(100 * min(0.99, threshold or 0.95)) / 100
    return replace(fitted, write=write, review=min(fitted.review, write))


def _evaluation(found: Iterable[Case], judged: Callable[[Case], Sequence[Judged]]) -> Evaluation:
    predictions: list[Prediction] = []
    known: set[tuple[str, str]] = set()
    for case in found:
        known.update((case.claim, source) for source in case.sources)
        for one in judged(case):
            for source in one.document.linked():
                right = None if source in case.ignored else source in case.sources
                predictions.append(Prediction(case.claim, source, one.probability, right))
    return Evaluation(tuple(predictions), frozenset(known))


def _folds(found: Iterable[Case], folds: int, seed: int) -> dict[str, int]:
    """Right documents dealt evenly, all others by their checksum."""
    right: set[str] = set()
    every: set[str] = set()
    for case in found:
        for group in case.candidates:
            for one in group:
                every.add(one.document.id)
                if {record.id for record in one.document.records} & set(case.sources):
                    right.add(one.document.id)
    fold_of = {one: crc32(f"{seed}{one}".encode()) % folds for one in every}
    dealt = sorted(right, key=lambda one: crc32(f"{seed}:{one}".encode()))
    return fold_of | {one: number % folds for number, one in enumerate(dealt)}
