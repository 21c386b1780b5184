"""Each kind of evidence is found where it is and nowhere else, and the model keeps its sign."""

from collections.abc import Mapping

import pytest
from linking_base import BEEKEEPER, DELTAS, RIVERS, SOURCES, claim

from codex_tools.linking.evidence.comparison import Comparison
from codex_tools.linking.evidence.subject import Subject
from codex_tools.linking.evidence.table import (
    EVIDENCE,
    OUTRANKED,
    PRIORS,
    SHAPES,
    ApplicableKinds,
    EvidenceKind,
)
from codex_tools.linking.evidence.values import NO_EVIDENCE, Candidate, Evidence, EvidenceValue
from codex_tools.linking.index.document_index import DocumentIndex
from codex_tools.linking.index.query import Query
from codex_tools.linking.matching.candidates import candidates_of
from codex_tools.linking.matching.settings import LinkSettings
from codex_tools.linking.model.fitting import fit
from codex_tools.linking.model.labelled import LabelledClaim
from codex_tools.linking.model.pruning import UpperBoundPruner
from codex_tools.linking.model.ranking import rank
from codex_tools.linking.model.weights import Weights, shipped_weights
from codex_tools.linking.reading.mentions import Mention
from codex_tools.linking.reading.records import ClaimRecord, SourceRecord

DRAFT = SourceRecord("inbox/a-draft-on-lagoons.md", "Lagoons behind the dunes", "Ines Marrow")
CHECK = SourceRecord("inbox/archive/check.md", "Quill's slow rivers weighed again", "Ben Hay")
SEQUEL = SourceRecord("inbox/archive/sequel.md", "Mud below bridges, Part II", "Ben Hay")
YEARBOOK = SourceRecord("inbox/archive/yearbook.md", "Lagoon yearbook 2018", "Office of Lagoons")
BESIDE = (DRAFT, CHECK, SEQUEL, YEARBOOK)
QUOTE = "Slow rivers carry 48,213 tonnes of silt a day. Sediment loads doubled"
CITED = claim("Ada Quill, 'The Weight of Slow Rivers' (2021)")
STRANGER = claim("Someone Else, 'Another work' (2021)", body="Told.", title="Told", domain="law")

SHOWN: Mapping[str, tuple[ClaimRecord, SourceRecord]] = {
    "named_file": (claim(RIVERS.id), RIVERS),
    "absent_file": (claim("[[The Weight of Slow Rivers, Part II]] by Ada Quill"), RIVERS),
    "same_identifier": (claim("https://www.example.org/slow-rivers/"), RIVERS),
    "other_identifier": (claim("@marrowfen x.com/marrowfen/status/2019520184453670000"), BEEKEEPER),
    "other_handle": (claim("@someoneelse, 'Why hives fail in wet springs'"), BEEKEEPER),
    "title_words": (CITED, RIVERS),
    "title_order": (CITED, RIVERS),
    "whole_title": (CITED, RIVERS),
    "title_head": (claim("Ada Quill (2021), The Weight of Slow…"), RIVERS),
    "title_beyond": (claim("Ada Quill, 'The Weight of Slow Rivers and Lakes'"), RIVERS),
    "other_part": (claim("Ada Quill, The Weight of Slow Rivers, Part II"), RIVERS),
    "unsaid_part": (claim("Ben Hay, Mud below bridges"), SEQUEL),
    "author_with_date": (CITED, RIVERS),
    "first_author": (claim("Quill's talk on silt"), RIVERS),
    "author_year": (claim("Quill (2021a)"), RIVERS),
    "other_people": (claim("Quill and Hay (2021)"), RIVERS),
    "about_people": (claim("Quill (2021), 'Slow rivers weighed'"), CHECK),
    "unnamed_people": (claim("Quill et al. (2021)"), RIVERS),
    "other_initial": (claim("B. Quill (2021), The Weight of Slow Rivers"), RIVERS),
    "other_date": (claim("Ada Quill, 'The Weight of Slow Rivers' (1999)"), RIVERS),
    "other_day": (claim("Ada Quill on slow rivers, March 9, 2021"), RIVERS),
    "other_year": (claim("Office of Lagoons, Lagoon yearbook 2019"), YEARBOOK),
    "same_day_work": (CITED._replace(created="2021-03-04"), RIVERS),
    "created_before": (CITED._replace(created="2015-01-01"), RIVERS),
    "other_domain": (claim("Ada Quill, 'The Weight of Slow Rivers'", domain="law"), RIVERS),
    "same_commit": (claim("", "committed.md"), RIVERS),
    "body_mention": (
        claim("A talk", body="Source: Ada Quill, 'The Weight of Slow Rivers'"),
        RIVERS,
    ),
    "short_names": (claim("Quill lecture (2021)"), RIVERS),
    "unnamed": (claim("", "committed.md"), RIVERS),
    "unarchived": (claim("Ines Marrow, 'Lagoons behind the dunes'"), DRAFT),
    "first_in_text": (claim("Sediment Quill, The Weight of Slow Rivers (2021)"), RIVERS),
    "other_title": (claim("Ada Quill, 'Mountains of Snow' and The Weight of Slow Rivers"), RIVERS),
    "unexplained": (claim("Ada Quill, The Weight of Slow Rivers, Brontide Press"), RIVERS),
    "like_text": (CITED, RIVERS),
    "unlike_text": (claim("Ada Quill (2021)", body="Cheese.", title="Cheese"), RIVERS),
    "leads": (CITED, RIVERS),
    "shared_figures": (CITED, RIVERS),
    "quoted_text": (CITED._replace(body=f'It says: "{QUOTE}".'), RIVERS),
}
"""For each kind a claim and a source that show it."""


@pytest.fixture(scope="module")
def index() -> DocumentIndex:
    return DocumentIndex([], [*SOURCES, *BESIDE], {"committed.md": [RIVERS.id]})


def seen(index: DocumentIndex, one: ClaimRecord, source: SourceRecord) -> set[str]:
    """The kinds of evidence that some mention of a claim has for a source."""
    return {
        name
        for candidates in candidates_of(one, index)
        for candidate in candidates
        if candidate.document.id == source.id
        for name in candidate.evidence
    }


@pytest.mark.parametrize("kind", EVIDENCE)
def test_each_kind_of_evidence_is_found(index: DocumentIndex, kind: str) -> None:
    one, source = SHOWN[kind]
    assert kind in seen(index, one, source)


@pytest.mark.parametrize("kind", EVIDENCE)
def test_no_evidence_is_found_for_a_stranger(index: DocumentIndex, kind: str) -> None:
    assert kind not in seen(index, STRANGER, SHOWN[kind][1])


@pytest.mark.parametrize("kind", [name for name, kind in EVIDENCE.items() if kind.upper_bound])
def test_an_upper_bound_is_never_too_low(kind: str) -> None:
    both = [one._replace(body=f'It says: "{QUOTE}".') for one, _ in SHOWN.values()]
    index = DocumentIndex([], [*SOURCES, *BESIDE])
    eager = LinkSettings(runners_up=0).pruner()
    for one in both:
        plain, pruned = candidates_of(one, index), candidates_of(one, index, eager)
        weights, least = shipped_weights(), shipped_weights().review
        kept = [each for each in rank(plain, weights) if each.probability >= least]
        assert [
            (each.document.id, each.evidence.get(kind))
            for each in rank(pruned, weights)
            if each.probability >= least
        ] == [(each.document.id, each.evidence.get(kind)) for each in kept]


def labelled(index: DocumentIndex, name: str) -> list[LabelledClaim]:
    """Claims that show a kind of evidence always against what one would guess."""
    right = PRIORS[name] < 0
    shown: Evidence = {name: (1.0, "shown")}
    cases = [(shown, right), ({}, not right)] * 20
    return [
        LabelledClaim(
            f"{number}.md",
            [[Candidate(index.document(RIVERS.id), Mention("Quill"), evidence)]],
            [RIVERS.id] if label else [],
        )
        for number, (evidence, label) in enumerate(cases)
    ]


@pytest.mark.parametrize("name", sorted(PRIORS.keys() - SHAPES))
def test_no_weight_turns_its_sign(index: DocumentIndex, name: str) -> None:
    assert fit(labelled(index, name), strength=1e-3).weights[name] == 0.0


@pytest.mark.parametrize(
    ("amount", "outranked", "is_read"),
    [(0.5, -3.0, False), (0.5, 0.0, True), (0.9, -3.0, True), (0.75, -8.0, True)],
)
def test_a_candidate_too_far_behind_the_leader_is_not_read(
    index: DocumentIndex, amount: float, outranked: float, is_read: bool
) -> None:
    read = []

    def names(one: Comparison) -> EvidenceValue:
        return (1.0 if one.document.id == RIVERS.id else amount), "names"

    def texts(one: Comparison) -> EvidenceValue:
        read.append(one.document.id)
        return NO_EVIDENCE

    weights = Weights(-3.0, {"named_file": 8.0, "like_text": 1.0, OUTRANKED: outranked})
    kinds = ApplicableKinds(
        (("named_file", EvidenceKind(names, 9.0)),),
        (("like_text", EvidenceKind(texts, 1.0, reads_text=True)),),
    )
    subject, query = Subject(CITED, "", index.texts), Query(Mention("Quill"), index.names)
    compared = [
        Comparison(subject, query, index.document(each.id), {}) for each in (DELTAS, RIVERS)
    ]
    kept = UpperBoundPruner(weights, 0.0).gather(compared, kinds)
    assert read == [RIVERS.id, DELTAS.id][: 1 + is_read]
    assert [one.document.id for one, _ in kept] == [DELTAS.id, RIVERS.id][1 - is_read :]


def test_a_day_of_work_says_nothing_of_a_source_that_nothing_names(index: DocumentIndex) -> None:
    same_day = CITED._replace(created="2021-03-04", source_text="Wind forum")
    assert "same_day_work" not in seen(index, same_day, RIVERS)
    assert "same_day_work" in seen(index, same_day._replace(source_text="Quill"), RIVERS)


def test_one_month_was_shown_as_1_months(index: DocumentIndex) -> None:
    one = claim("Ada Quill, 'The Weight of Slow Rivers', 2021-02-04")
    found = [
        candidate.evidence["other_date"][1]
        for candidates in candidates_of(one, index)
        for candidate in candidates
        if candidate.document.id == RIVERS.id
    ]
    assert found == ["1 month"]
