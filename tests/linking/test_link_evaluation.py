"""Known links judge the matcher and calibrate it."""

import json
from collections.abc import Iterator
from itertools import pairwise

import pytest
from linking_base import BEEKEEPER, DELTAS, RIVERS, SOURCES, claim

from codex_tools.linking.evaluation.cross_validation import (
    calibrated,
    cross_validate,
    evaluate,
    label_claims,
)
from codex_tools.linking.evaluation.deletion import KnownLinks, with_half_deleted
from codex_tools.linking.evaluation.quality import Evaluation, Prediction
from codex_tools.linking.evidence.table import PRIORS
from codex_tools.linking.index.document_index import DocumentIndex
from codex_tools.linking.model.fitting import fit
from codex_tools.linking.model.labelled import LabelledClaim
from codex_tools.linking.model.weights import Weights, probability, read_weights, shipped_weights
from codex_tools.linking.reading.records import ClaimRecord, SourceRecord


def labelled() -> Iterator[tuple[ClaimRecord, list[str]]]:
    """Claims with their right sources."""
    yield claim("Ada Quill, 'The Weight of Slow Rivers' (2021)", "r/1.md"), [RIVERS.id]
    yield claim("Quill 2021, The Weight of Slow Rivers", "r/2.md"), [RIVERS.id]
    yield claim("Ada Quill, 'Deltas Without Dams'", "d/1.md"), [DELTAS.id]
    yield claim("@marrowfen (Feb 2026), 'Why hives fail in wet springs'", "b/1.md"), [BEEKEEPER.id]
    for number, other in enumerate(SOURCES[:12]):
        text = f"{other.author}, '{other.title}' ({other.date})"
        yield claim(text, f"s/{number}.md", "Told at length.", domain="engineering"), [other.id]
        stranger = f"Somebody{number} Else, 'Volume {number} of another work' (1987)"
        yield claim(stranger, f"n/{number}.md", "Told at length."), []


@pytest.fixture(scope="module")
def found() -> list[LabelledClaim]:
    """The labelled claims with their candidates."""
    pairs = list(labelled())
    known = {one.id: right for one, right in pairs}
    return label_claims([one for one, _ in pairs], DocumentIndex([], SOURCES), known)


def test_shipped_weights_cover_the_table_and_keep_its_signs() -> None:
    weights = shipped_weights().weights
    assert weights.keys() == PRIORS.keys()
    assert all(weights[name] * prior >= 0 for name, prior in PRIORS.items())
    assert 0.5 <= shipped_weights().write < 1


def test_a_kind_that_the_weights_lack_has_its_prior() -> None:
    short = json.dumps({"bias": -1, "weights": {}, "thresholds": {"write": 0.9, "review": 0.2}})
    assert read_weights(short).weights == PRIORS


def test_known_links_are_found_again(found: list[LabelledClaim]) -> None:
    quality = evaluate(found).at(shipped_weights().write)
    assert quality.precision == 1.0
    assert quality.recall > 0.9


def test_useless_weights_are_told_from_good_ones(found: list[LabelledClaim]) -> None:
    nothing = Weights(-9.0, {})
    assert evaluate(found, nothing).at(0.5).recall == 0.0
    everything = Weights(9.0, {})
    assert evaluate(found, everything).at(0.5).precision < 0.9


def test_a_fit_separates_and_keeps_signs(found: list[LabelledClaim]) -> None:
    fitted = fit(found, strength=0.1)
    assert evaluate(found, fitted).at(0.5).f1 > 0.9
    assert all(fitted.weights[name] * prior >= 0 for name, prior in PRIORS.items())


def test_a_strong_pull_keeps_the_prior(found: list[LabelledClaim]) -> None:
    near = fit(found, strength=1e6)
    assert all(near.weights[name] == pytest.approx(PRIORS[name], abs=0.01) for name in PRIORS)


def test_cross_validation_judges_every_candidate_once(found: list[LabelledClaim]) -> None:
    checked = cross_validate(found, folds=3)
    plain = evaluate(found)
    assert sorted((one.claim, one.source) for one in checked.predictions) == sorted(
        (one.claim, one.source) for one in plain.predictions
    )
    assert checked.at(0.5).f1 > 0.8


def test_calibration_gives_weights_with_a_threshold(found: list[LabelledClaim]) -> None:
    fitted = calibrated(shipped_weights(), [cross_validate(found, folds=3)], target_precision=0.9)
    assert 0.5 <= fitted.write <= 0.99
    assert fitted.review <= fitted.write


PREDICTIONS = tuple(
    Prediction("c.md", f"s{number}.md", chance, right)
    for number, (chance, right) in enumerate(
        [(0.99, True), (0.9, True), (0.8, False), (0.7, True), (0.6, None), (0.1, False)]
    )
)
CHECKED = Evaluation(PREDICTIONS, frozenset({("c.md", f"s{n}.md") for n in (0, 1, 3, 9)}))


def test_precision_recall_and_ignored_links() -> None:
    quality = CHECKED.at(0.5)
    assert quality.written == 4
    assert quality.precision == 0.75
    assert quality.recall == 0.75
    assert quality.f1 == 0.75


def test_the_threshold_for_a_precision() -> None:
    assert CHECKED.threshold_for(1.0) == 0.9
    assert CHECKED.threshold_for(0.75) == 0.6
    assert CHECKED.threshold_for(0.75, lowest=0.95) == 0.99


def test_the_reliability_table_counts_everything_once() -> None:
    table = CHECKED.reliability()
    assert sum(row.count for row in table) == 5
    assert all(row.low < row.high for row in table)
    assert all(one.high <= other.low for one, other in pairwise(table))


def test_probabilities_stay_in_bounds() -> None:
    assert 0 < probability(-1e9) < 1e-20
    assert probability(0) == 0.5


def test_with_half_of_the_sources_deleted_every_link_is_known_once() -> None:
    pairs = list(labelled())
    known = {one.id: right for one, right in pairs}
    links = KnownLinks([one for one, _ in pairs], SOURCES, known, {}, {})
    halved = with_half_deleted(links)
    assert len(halved) == 2 * len(known)
    assert sum(one.weight for one in halved) == len(known)
    kept = sorted((one.claim, source) for one in halved for source in one.sources)
    assert kept == sorted((claim, source) for claim, some in known.items() for source in some)
    for one in halved:
        there = {each.document.id for mention in one.candidates for each in mention}
        assert not there & (set(known[one.claim]) - set(one.sources))


def test_a_threshold_has_the_precision_in_all_that_was_checked() -> None:
    wrong = Prediction("d.md", "s.md", 0.95, False)
    worse = Evaluation((*PREDICTIONS, wrong), CHECKED.known)
    one, both = (
        calibrated(shipped_weights(), each, 0.75) for each in ([CHECKED], [CHECKED, worse])
    )
    assert one.write == 0.6
    assert both.write > 0.6


def test_a_fit_to_deleted_sources_leaves_near_works_alone() -> None:
    """A letter of each month by one author: what is not there is not replaced by another month."""
    months = ["January", "February", "March", "April", "May", "June", "July", "August"]
    sources = [
        SourceRecord(
            f"letters/{at}.md", f"Letter on the dunes, {month}", "Vera Lund", date=f"2020-{at:02}"
        )
        for at, month in enumerate(months, 1)
    ]
    claims = [
        claim(f"Vera Lund, {month} 2020", f"{at}.md", "Told.") for at, month in enumerate(months, 1)
    ]
    known = {one.id: [other.id] for one, other in zip(claims, sources, strict=True)}
    links = KnownLinks(claims, sources, known, {}, {})
    deleted = with_half_deleted(links)
    found = label_claims(claims, DocumentIndex(claims, sources), known)
    fitted = fit([*found, *deleted])
    assert evaluate(deleted, fitted).at(0.5).precision == 1.0
