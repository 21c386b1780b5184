"""What is linked, what is left to a person, and what never is."""

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linking_base import BEEKEEPER, DELTAS, RIVERS, SOURCES, claim

from codex_tools.linking.matching.matcher import match
from codex_tools.linking.matching.settings import LinkSettings
from codex_tools.linking.reading.records import ClaimRecord


def written(one: ClaimRecord) -> set[str]:
    """The sources linked to a claim without asking."""
    (found,) = match([one], SOURCES)
    return set(found.written())


@pytest.mark.parametrize(
    "text",
    [
        "Ada Quill, 'The Weight of Slow Rivers' (Basin Review, March 2021)",
        "Bramble, from Ada Quill's 'The Weight of Slow Rivers'",
        "Quill 2021, The Weight of Slow Rivers",
        "Quill, The Wieght of Slow Rivers (2021-03-04)",
        "https://www.example.org/slow-rivers/",
        "inbox/archive/2021-03-04-quill-weight-of-slow-rivers.md",
        "[[2021-03-04-quill-weight-of-slow-rivers]]",
    ],
)
def test_a_named_document_is_linked(text: str) -> None:
    assert written(claim(text)) == {RIVERS.id}


@pytest.mark.parametrize(
    "text",
    [
        "Strategy session, March 2026",
        "Web research compilation",
        "Lowell & Quillan (1985)",
        "Ada Quill, 'Mountains Below the Snow' (1999)",
        "Someone7",
        "",
    ],
)
def test_other_works_and_no_works_are_not_linked(text: str) -> None:
    other = claim(
        text, body="Alpine meadows bloom late.", domain="botany", title="Meadows bloom late"
    )
    assert written(other) == set()


def test_a_file_named_outright_is_linked() -> None:
    assert written(claim(RIVERS.id)) == {RIVERS.id}


def test_several_works_give_several_links() -> None:
    text = "Ada Quill, 'The Weight of Slow Rivers' (2021) and 'Deltas Without Dams' (2022)"
    assert written(claim(text)) == {RIVERS.id, DELTAS.id}


def test_the_title_decides_between_works_of_one_author() -> None:
    assert written(claim("Ada Quill, 'Deltas Without Dams', Basin Review")) == {DELTAS.id}


def test_a_status_id_decides_and_another_one_decides_against() -> None:
    wet = "Wet springs kill hives."
    right = claim("x.com/marrowfen/status/2019520184453677069", body=wet, domain="apiculture")
    wrong = claim(
        "@marrowfen x.com/marrowfen/status/2019520184453670000", body=wet, domain="apiculture"
    )
    assert written(right) == {BEEKEEPER.id}
    assert written(wrong) == set()


def test_evidence_added_later_is_no_origin() -> None:
    body = (
        "Meadows bloom late.\n\n### Additional Evidence (extend)\n"
        "*Source: [[2021-03-04-quill-weight-of-slow-rivers]] | Added: 2026-03-10*\n\nMore.\n"
    )
    assert written(claim("", body=body)) == set()


def test_a_source_section_of_the_body_names_its_document() -> None:
    body = "Silt.\n\n## Source\n\n[[2021-03-04-quill-weight-of-slow-rivers]]\n"
    assert written(claim("", body=body)) == {RIVERS.id}


def test_the_waterfall_adds_up() -> None:
    (found,) = match([claim("Ada Quill, 'The Weight of Slow Rivers' (2021)")], SOURCES)
    best = found.matches[0]
    score = best.bias + sum(item.contribution for item in best.evidence)
    assert best.probability == pytest.approx(1 / (1 + 2.718281828459045**-score))
    contributions = [abs(item.contribution) for item in best.evidence]
    assert contributions == sorted(contributions, reverse=True)
    assert len(found.matches) > 1, "the runner-up is shown too"


def test_thresholds_can_be_overridden() -> None:
    one = claim("Quill 2021")
    (strict,) = match([one], SOURCES, LinkSettings(write=1.1, review=0.0))
    assert {found.decision for found in strict.matches} == {"review"}


def test_a_commit_is_evidence() -> None:
    one = claim("", body="Meadows bloom late.", title="Meadows bloom late", domain="botany")
    plain = match([one], SOURCES)[0].matches
    (seen,) = match([one], SOURCES, LinkSettings(commits={one.id: [RIVERS.id]}))
    assert plain == ()
    assert seen.matches[0].source == RIVERS.id
    assert "same_commit" in {item.name for item in seen.matches[0].evidence}


def test_bodies_may_be_read_lazily() -> None:
    text = "Ada Quill, 'The Weight of Slow Rivers' (2021)"
    lazy = [one._replace(body=partial(str, one.body)) for one in SOURCES]
    assert match([claim(text)], lazy) == match([claim(text)], SOURCES)


def test_only_some_claims_can_be_matched() -> None:
    two = [claim("Quill 2021", "a.md"), claim("Quill 2021", "b.md")]
    found = match(two, SOURCES, LinkSettings(only={"b.md"}))
    assert [one.claim for one in found] == ["b.md"]


CLAIMS = [
    claim("Ada Quill, 'The Weight of Slow Rivers' (2021)", "a.md"),
    claim("@marrowfen (Feb 2026)", "b.md", domain="apiculture"),
    claim("Strategy session", "c.md"),
    claim("Quill 2022; Someone3 2019", "d.md"),
    claim("", "e.md"),
]
EXPECTED = match(CLAIMS, SOURCES)


@settings(max_examples=15, deadline=None)
@given(st.permutations(CLAIMS), st.permutations(SOURCES))
def test_the_order_of_the_inputs_does_not_matter(claims: list[ClaimRecord], sources: list) -> None:
    assert match(claims, sources) == EXPECTED


def test_giving_up_early_changes_no_result() -> None:
    for one in CLAIMS:
        (all_read,) = match([one], SOURCES, LinkSettings(runners_up=99))
        (some_read,) = match([one], SOURCES, LinkSettings(runners_up=0))
        assert some_read.matches == tuple(
            found for found in all_read.matches if found.decision != "none"
        )


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_source_text_can_be_matched(text: str) -> None:
    (found,) = match([claim(text)], [RIVERS, DELTAS, BEEKEEPER])
    assert all(0 <= one.probability <= 1 for one in found.matches)
