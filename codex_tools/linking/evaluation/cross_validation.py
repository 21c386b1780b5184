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
from codex_tools.linking.model.fitting import fit
from codex_tools.linking.model.labelled import LabelledClaim
from codex_tools.linking.model.ranking import RankedCandidate, by_probability, rank
from codex_tools.linking.model.weights import Weights, shipped_weights
from codex_tools.linking.reading.records import ClaimRecord
from codex_tools.runtime.parallel import imap_forked

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


def cross_validate(
    labelled: Sequence[LabelledClaim],
    folds: int = 5,
    strength: float = 1.0,
    seed: int = 0,
    others: Sequence[LabelledClaim] = (),
) -> Evaluation:
    """Return the quality of weights fitted to the claims themselves, grouped by source.

    The sources are dealt into folds; a candidate is judged by weights fitted without its fold, and
    to ``others`` besides, which are not judged.
    """
    fold_of = _folds(labelled, folds, seed)

    def fit_without(number: int) -> Weights:
        return fit(
            [*labelled, *others], strength, {one for one, fold in fold_of.items() if fold == number}
        )

    fitted = list(imap_forked(fit_without, range(folds), min_items=2))

    def ranking(claim: LabelledClaim) -> list[RankedCandidate]:
        judged = [
            one
            for number, weights in enumerate(fitted)
            for one in rank(claim.candidates, weights)
            if fold_of[one.document.id] == number
        ]
        return sorted(judged, key=by_probability)

    return evaluation(labelled, ranking)


def calibrate(
    labelled: Sequence[LabelledClaim],
    target_precision: float | None = None,
    strength: float = 1.0,
    checked: Evaluation | None = None,
) -> Weights:
    """Return weights fitted to the claims, with the threshold that cross-validation asks for.

    That is the lowest one, from one half on, with ``target_precision``, else the one with the
    highest F1. ``checked`` is the outcome of the cross-validation, where it is at hand.
    """
    checked = checked or cross_validate(labelled, strength=strength)
    fitted = fit(labelled, strength)
    if target_precision is None:
        threshold = checked.best_threshold(lowest=0.5)
    else:
        threshold = checked.threshold_for(target_precision, lowest=0.5)
    write = floor(100 * min(0.99, threshold or 0.95)) / 100
    return replace(fitted, write=write, review=min(fitted.review, write))


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


def _folds(labelled: Iterable[LabelledClaim], folds: int, seed: int) -> dict[str, int]:
    """Return the fold of each document: right ones dealt evenly, all others by their checksum."""
    right: set[str] = set()
    every: set[str] = set()
    for claim in labelled:
        documents = {one.document for candidates in claim.candidates for one in candidates}
        every.update(document.id for document in documents)
        right.update(document.id for document in documents if claim.label(document))
    fold_of = {one: crc32(f"{seed}{one}".encode()) % folds for one in every}
    dealt = sorted(right, key=lambda one: crc32(f"{seed}:{one}".encode()))
    return fold_of | {one: number % folds for number, one in enumerate(dealt)}
