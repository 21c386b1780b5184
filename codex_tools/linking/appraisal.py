"""How good the matcher is on the links that a knowledge base has, and fitting it to them."""

from dataclasses import dataclass, replace

from codex_tools.linking.decision import Weights
from codex_tools.linking.evaluation import (
    Bin,
    Evaluation,
    Quality,
    calibrate,
    cases,
    cross_validate,
    evaluate,
)
from codex_tools.linking.fitting import Case
from codex_tools.linking.linker import Linker

ENOUGH = 50
"""Known pairs that a fit needs at least; with fewer it would mostly repeat where it starts from."""


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What came out when the known links were predicted as if they were not there.

    `pairs` are known, of `claims` claims and `sources` sources. `current` is the quality at the
    threshold in use, `target` that at the lowest one with `target_precision`, if there is any.
    `unknown` counts the links predicted for these claims that are not among the known ones,
    `elsewhere` those predicted for the `unlinked` claims that have no known link, which nobody can
    judge. `refitted` says whether each source was judged by weights fitted without it; else one
    set of weights, which has not seen these pairs, judged all.
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
    """Weights fitted to a base's own pairs, with the quality before and after."""

    weights: Weights
    pairs: int
    before: Quality
    after: Quality


def appraise(linker: Linker, target_precision: float) -> Appraisal:
    """Predict the known links of a base as if they were not there.

    Where the weights in use may have been fitted to these very pairs, because the configuration
    holds some, each source is judged by weights fitted without it.
    """
    found = known_cases(linker)
    known = {(case.claim, source) for case in found for source in case.sources}
    refitted = bool(linker.settings.link.get("weights")) and len(known) >= ENOUGH
    checked = cross_validate(found) if refitted else evaluate(found, linker.weights)
    current = checked.at(linker.write)
    threshold = checked.threshold_for(target_precision)
    unlinked = {claim.id for claim in linker.claims} - linker.known.keys()
    elsewhere = linker.match(unlinked)
    return Appraisal(
        pairs=len(known),
        claims=len(found),
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
    """Weights fitted to the known pairs of a base; nothing where there are too few.

    They write from the lowest threshold with `target_precision` on, else from that with most F1.

    Both qualities are of predictions by weights that have not seen the pair: the one before is that
    of the weights in use, cross-validated where the configuration holds weights of its own.
    """
    found = known_cases(linker)
    pairs = sum(len(case.sources) for case in found)
    if pairs < ENOUGH:
        return None
    checked = cross_validate(found)
    fitted = calibrate(found, target_precision, checked=checked)
    own = bool(linker.settings.link.get("weights"))
    before = (checked if own else evaluate(found, linker.weights)).at(linker.write)
    return Calibration(_rounded(fitted), pairs, before, checked.at(fitted.write))


def _rounded(weights: Weights) -> Weights:
    """The weights as they are written into a configuration."""
    rounded = {name: round(value, 3) for name, value in weights.weights.items()}
    return replace(weights, bias=round(weights.bias, 3), weights=rounded)


def known_cases(linker: Linker) -> list[Case]:
    """The claims with known links, each with its candidates and its right sources."""
    right = {claim: required for claim, (required, _) in linker.expected.items()}
    spared = {claim: others for claim, (_, others) in linker.expected.items()}
    return cases(linker.claims, linker.sources, right, spared, base=linker.ready)


def _unknown(checked: Evaluation, threshold: float) -> int:
    return sum(one.right is False and one.probability >= threshold for one in checked.predictions)
