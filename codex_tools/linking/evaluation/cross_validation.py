"""Known links predicted as if they were not there, and weights fitted to them.

The matcher never reads link fields. Where weights are fitted to the links themselves, each source
is judged by weights fitted without it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from math import floor
from zlib import crc32

from codex_tools.linking.evaluation.quality import Evaluation, Prediction
from codex_tools.linking.index.document_index import DocumentIndex
from codex_tools.linking.matching.candidates import candidates_of
from codex_tools.linking.model.fitting import STRENGTH, fit
from codex_tools.linking.model.labelled import LabelledClaim
from codex_tools.linking.model.ranking import RankedCandidate, by_probability, rank
from codex_tools.linking.model.weights import Weights, shipped_weights
from codex_tools.linking.reading.documents import SourceDocument
from codex_tools.linking.reading.records import ClaimRecord
from codex_tools.runtime.parallel import imap_forked

_CAUTIOUS = 0.95
"""The threshold where none has the precision that is asked for."""

Ranking = Callable[[LabelledClaim], Sequence[RankedCandidate]]


def label_claims(
    claims: Sequence[ClaimRecord],
    index: DocumentIndex,
    known: Mapping[str, Collection[str]],
    ignored: Mapping[str, Collection[str]] | None = None,
) -> list[LabelledClaim]:
    """Return the claims that stand in ``known``, each with its candidates and its right sources.

    An empty collection says that the claim comes from no archived source.
    """
    spared = ignored or {}
    wanted = sorted((claim for claim in claims if claim.id in known), key=lambda one: one.id)
    return [
        LabelledClaim(
            claim.id, candidates_of(claim, index), known[claim.id], spared.get(claim.id, ())
        )
        for claim in wanted
    ]


def evaluate(labelled: Sequence[LabelledClaim], weights: Weights | None = None) -> Evaluation:
    """Return the quality of given weights (by default the shipped ones)."""
    used = weights or shipped_weights()
    return evaluation(labelled, lambda claim: rank(claim.candidates, used))


class Folds:
    """Documents dealt into folds: the right ones of some claims evenly, others by their checksum.

    ``weights`` are those fitted without each fold.
    """

    def __init__(self, labelled: Iterable[LabelledClaim], count: int, seed: int = 0) -> None:
        right = {one.id for claim in labelled for one in _documents(claim) if claim.label(one)}
        dealt = sorted(right, key=lambda one: crc32(f"{seed}:{one}".encode()))
        self._dealt = {one: number % count for number, one in enumerate(dealt)}
        self._count = count
        self._seed = seed
        self.weights: list[Weights] = []

    def of(self, document: str) -> int:
        """Return the fold of a document, given by its id."""
        fold = self._dealt.get(document)
        return crc32(f"{self._seed}{document}".encode()) % self._count if fold is None else fold

    def fit(self, claims: Sequence[LabelledClaim], strength: float) -> None:
        """Fit weights to claims, without one fold after the other."""
        every = {one.id for claim in claims for one in _documents(claim)}

        def fit_without(number: int) -> Weights:
            return fit(claims, strength, {one for one in every if self.of(one) == number})

        self.weights = list(imap_forked(fit_without, range(self._count), min_items=2))

    def judge(self, labelled: Iterable[LabelledClaim]) -> Evaluation:
        """Return the quality where each candidate is judged by weights that have not seen it."""
        return evaluation(labelled, self._rank)

    def _rank(self, claim: LabelledClaim) -> list[RankedCandidate]:
        judged = [
            one
            for number, weights in enumerate(self.weights)
            for one in rank(claim.candidates, weights)
            if self.of(one.document.id) == number
        ]
        return sorted(judged, key=by_probability)


def fit_folds(
    labelled: Sequence[LabelledClaim],
    others: Sequence[LabelledClaim] = (),
    folds: int = 5,
    strength: float = STRENGTH,
) -> Folds:
    """Return folds of the sources of claims, with weights fitted to these and to ``others``."""
    dealt = Folds(labelled, folds)
    dealt.fit([*labelled, *others], strength)
    return dealt


def cross_validate(labelled: Sequence[LabelledClaim], folds: int = 5) -> Evaluation:
    """Return the quality of weights fitted to the claims themselves, grouped by source."""
    return fit_folds(labelled, folds=folds).judge(labelled)


def calibrated(
    weights: Weights, checked: Sequence[Evaluation], target_precision: float | None = None
) -> Weights:
    """Return weights with the threshold that cross-validation asks for.

    That is the lowest one, from one half on, which has ``target_precision`` in all that was
    ``checked``; without a target it is the one with the highest F1 in the first of it.
    """
    if target_precision is None:
        found = [checked[0].best_threshold(lowest=0.5)]
    else:
        found = [one.threshold_for(target_precision, lowest=0.5) for one in checked]
    threshold = max(one or _CAUTIOUS for one in found)
    write = floor(100 * min(0.99, threshold)) / 100
    return replace(weights, write=write, review=min(weights.review, write))


def evaluation(labelled: Iterable[LabelledClaim], ranking: Ranking) -> Evaluation:
    """Return the predictions that a ranking of each claim's candidates amounts to."""
    predictions: list[Prediction] = []
    known: set[tuple[str, str]] = set()
    for claim in labelled:
        known.update((claim.claim, source) for source in claim.sources)
        for one in ranking(claim):
            for source in one.document.linked():
                right = None if source in claim.ignored else source in claim.sources
                predictions.append(Prediction(claim.claim, source, one.probability, right))
    return Evaluation(tuple(predictions), frozenset(known))


def _documents(claim: LabelledClaim) -> set[SourceDocument]:
    return {one.document for candidates in claim.candidates for one in candidates}
