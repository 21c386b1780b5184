"""How good the matcher is on the links that a knowledge base has, and fitting it to them."""

from dataclasses import dataclass, replace

from codex_tools.linking.evaluation.cross_validation import (
    calibrated,
    cross_validate,
    evaluate,
    fit_folds,
    label_claims,
)
from codex_tools.linking.evaluation.deletion import KnownLinks, with_half_deleted
from codex_tools.linking.evaluation.quality import Bin, Evaluation, Quality
from codex_tools.linking.linker import Linker
from codex_tools.linking.model.fitting import fit
from codex_tools.linking.model.labelled import LabelledClaim
from codex_tools.linking.model.weights import Weights

MIN_PAIRS = 50
"""Known links that a fit needs at least; with fewer it would mostly repeat its prior."""


@dataclass(frozen=True, slots=True)
class QualityReport:
    """What came out when the known links were predicted as if they were not there.

    ``pairs`` are known, of ``claims`` claims and ``sources`` sources. ``current`` is the quality at
    the threshold in use, ``target`` that at the lowest one with ``target_precision``, if there is
    any. ``unknown`` counts the links predicted for these claims that are not among the known ones,
    ``elsewhere`` those predicted for the ``unlinked`` claims that have no known link, which nobody
    can judge. ``refitted`` says whether each source was judged by weights fitted without it; else
    one set of weights, which has not seen these pairs, judged all.
    """

    pairs: int
    claims: int
    sources: int
    unlinked: int
    target_precision: float
    current: Quality
    target: Quality | None
    unknown: int
    elsewhere: int
    bins: tuple[Bin, ...]
    refitted: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights fitted to a base's own pairs, with the quality before and after.

    ``deleted`` is the one after where half of the sources are deleted, once each half.
    """

    weights: Weights
    pairs: int
    before: Quality
    after: Quality
    deleted: Quality

    @property
    def is_worse(self) -> bool:
        """Tell whether less is found, or less of it is right, than by the weights in use."""
        return self.after.f1 < self.before.f1


def report_quality(linker: Linker, target_precision: float) -> QualityReport:
    """Predict the known links of a base as if they were not there.

    Where the weights in use may have been fitted to these very pairs, because the configuration
    holds some, each source is judged by weights fitted without it.
    """
    labelled = claims_with_links(linker)
    known = {(claim.claim, source) for claim in labelled for source in claim.sources}
    refitted = bool(linker.settings.link.get("weights")) and len(known) >= MIN_PAIRS
    checked = cross_validate(labelled) if refitted else evaluate(labelled, linker.weights)
    current = checked.at(linker.write)
    threshold = checked.threshold_for(target_precision)
    unlinked = {claim.id for claim in linker.claims} - linker.known.keys()
    elsewhere = linker.match(unlinked)
    return QualityReport(
        pairs=len(known),
        claims=len(labelled),
        sources=len({source for _, source in known}),
        unlinked=len(unlinked),
        target_precision=target_precision,
        current=current,
        target=None if threshold is None else checked.at(threshold),
        unknown=_unknown(checked, linker.write),
        elsewhere=sum(len(one.written()) for one in elsewhere.values()),
        bins=tuple(checked.reliability()),
        refitted=refitted,
    )


def recalibrate(linker: Linker, target_precision: float | None) -> Calibration | None:
    """Return weights fitted to the known pairs of a base; ``None`` where there are too few.

    They are fitted to these pairs and to the same with half of the sources deleted, so that they
    know what is to be left unlinked. They write from the lowest threshold with ``target_precision``
    in both on, else from that with most F1.

    Both qualities are of predictions by weights that have not seen the pair: the one before is that
    of the weights in use, cross-validated where the configuration holds weights of its own.
    """
    labelled = claims_with_links(linker)
    pairs = sum(len(claim.sources) for claim in labelled)
    if pairs < MIN_PAIRS:
        return None
    deleted = with_half_deleted(_known_links(linker))
    folds = fit_folds(labelled, deleted)
    checked, checked_deleted = folds.judge(labelled), folds.judge(deleted)
    fitted = calibrated(fit([*labelled, *deleted]), (checked, checked_deleted), target_precision)
    own = bool(linker.settings.link.get("weights"))
    before = (checked if own else evaluate(labelled, linker.weights)).at(linker.write)
    return Calibration(
        _rounded(fitted), pairs, before, checked.at(fitted.write), checked_deleted.at(fitted.write)
    )


def _rounded(weights: Weights) -> Weights:
    """Return the weights as they are written into a configuration."""
    rounded = {name: round(value, 3) for name, value in weights.weights.items()}
    return replace(weights, bias=round(weights.bias, 3), weights=rounded)


def claims_with_links(linker: Linker) -> list[LabelledClaim]:
    """Return the claims with known links, each with its candidates and its right sources."""
    links = _known_links(linker)
    return label_claims(links.claims, linker.index, links.known, links.spared)


def _known_links(linker: Linker) -> KnownLinks:
    right = {claim: required for claim, (required, _) in linker.expected.items()}
    spared = {claim: others for claim, (_, others) in linker.expected.items()}
    return KnownLinks(linker.claims, linker.sources, right, spared, linker.commits)


def _unknown(checked: Evaluation, threshold: float) -> int:
    return sum(one.right is False and one.probability >= threshold for one in checked.predictions)
