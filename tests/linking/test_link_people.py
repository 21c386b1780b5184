"""People in author fields and at the head of citations; parts of a series; competing readings."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linking_base import SOURCES

from codex_tools.linking.index.document_index import DocumentIndex
from codex_tools.linking.matching.matcher import match
from codex_tools.linking.reading.mentions import parse_mentions
from codex_tools.linking.reading.people import (
    Person,
    agrees,
    authors_in,
    cast_of,
    contradicts,
    subject_of,
)
from codex_tools.linking.reading.records import ClaimRecord, SourceRecord
from codex_tools.linking.text.parts import part_marks

LUND, MARSH = Person("lund", ("vera",)), Person("marsh", ("piet",))


@pytest.mark.parametrize(
    "field",
    [
        "Vera Lund, Piet Marsh",
        "Vera Lund and Piet Marsh",
        "Vera Lund & Piet Marsh",
        "Lund, Vera; Marsh, Piet",
        "Lund, Vera and Marsh, Piet",
        "Vera Lund (@veralund); Piet Marsh",
        "Vera Lund / Piet Marsh",
    ],
)
def test_the_people_of_a_field(field: str) -> None:
    assert authors_in(field).people == (LUND, MARSH)


def test_initials_stand_before_or_behind() -> None:
    v, p = Person("lund", ("v",)), Person("marsh", ("p",))
    for field in ("Lund, V., Marsh, P.", "V. Lund, P. Marsh", "Lund V, Marsh P"):
        assert authors_in(field).people == (v, p)


def test_et_al_says_that_there_are_more() -> None:
    assert authors_in("Vera Lund et al.") == ((LUND,), True, True)


@pytest.mark.parametrize(
    ("text", "families", "is_all"),
    [
        ("Lund (2020)", ["lund"], True),
        ("V. Lund and P. Marsh 2020", ["lund", "marsh"], True),
        ("Lund et al. 2020, Ferries", ["lund"], True),
        ("Vera Lund, How ferries sink in fog, 2020", ["lund"], False),
        ("“How ferries sink” by Vera Lund", ["lund"], True),
        ("how ferries sink", [], False),
        ("J.-P.", [], False),
    ],
)
def test_the_people_at_the_head_of_a_citation(text: str, families: list[str], is_all: bool) -> None:
    cast = cast_of(text)
    assert ([one.family for one in cast.people], cast.is_all) == (families, is_all)


def test_an_initial_agrees_with_the_name_that_it_begins() -> None:
    assert agrees(Person("lund", ("v",)), LUND)
    assert not agrees(Person("lund", ("b",)), LUND)
    assert contradicts(Person("lund", ("bo",)), LUND)


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    cast_of(text)
    authors_in(text)
    part_marks(text)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Locks, Part II", {"2"}),
        ("Locks II", {"2"}),
        ("Locks, part three", {"3"}),
        ("Correction to: Locks", {"correction"}),
        ("Comments on Locks", {"comment"}),
        ("Locks and part of the quay", set()),
    ],
)
def test_the_marks_of_a_part(text: str, marks: set[str]) -> None:
    assert part_marks(text) == marks


def written(text: str, *sources: SourceRecord) -> tuple[str, ...]:
    claims = [ClaimRecord("claims/c.md", "Locks leak", text)]
    return match(claims, [*SOURCES, *sources])[0].written()


def work(number: int, title: str, author: str, date: str) -> SourceRecord:
    return SourceRecord(f"references/{number}.md", title, author, date=date, body=f"{title}.")


def test_a_part_is_not_the_whole() -> None:
    locks = work(1, "Locks of the upper canal", "Nora Vind", "1984")
    assert written("Nora Vind, Locks of the upper canal, 1984", locks) == (locks.id,)
    assert written("Nora Vind, Locks of the upper canal, Part II, 1985", locks) == ()


def test_two_works_are_two_readings() -> None:
    one = work(1, "Locks of the upper canal", "Nora Vind", "1984")
    other = work(2, "Reeds and rafts", "Ole Hamre", "1991")
    text = "Vind 1984, Locks of the upper canal and Hamre 1991, Reeds and rafts"
    assert set(written(text, one, other)) == {one.id, other.id}


def test_a_tie_is_not_decided() -> None:
    twins = [work(n, title, "Nora Vind", "1984") for n, title in enumerate(("Mills", "Reeds"))]
    assert written("Vind (1984)", *twins) == ()


def test_the_most_like_document_leads() -> None:
    index = DocumentIndex([], SOURCES)
    content = index.texts.content_of(index.document(SOURCES[-1].id))
    first, *others = index.contents.most_like(content)
    assert first.document.id == SOURCES[-1].id
    assert first.lead > 1
    assert first.cosine == pytest.approx(1)
    assert all(one.lead <= 1 for one in others)


def test_half_of_a_double_family_name_is_no_given_name() -> None:
    (author,) = authors_in("Keston Aquino-Michaels").people
    for cited in ("Aquino-Michaels (2026)", "Michaels (2026)", "K. Aquino-Michaels (2026)"):
        assert agrees(cast_of(cited).people[0], author)
    assert authors_in("Jean-Pierre Serre").people == (Person("serre", ("jean", "pierre")),)


def test_people_behind_slashes_are_several() -> None:
    assert cast_of("Vera Lund/Piet Marsh (2020)").people == (LUND, MARSH)
    assert not cast_of("Vera Lund/Dune Fund (2020)").is_all


def test_who_is_named_before_a_clause_is_named_alone() -> None:
    [one] = parse_mentions("challenged by Lund who argues that dunes wander")
    assert one.cast.people == (Person("lund"),)


LISTED = "Vera Lund/Dune Fund (Herald, Star), Piet Marsh/Reed Capital, Quill/BF (Herald 2025)"


def test_people_with_their_firms_are_pieces_of_their_own() -> None:
    pieces = [one.text for one in parse_mentions(LISTED) if one.is_piece]
    assert pieces == [
        "Vera Lund/Dune Fund (Herald, Star)",
        "Piet Marsh/Reed Capital",
        "Quill/BF (Herald 2025)",
    ]


def seen(said: str, source: SourceRecord) -> Mapping[str, tuple[float, str]]:
    """The evidence that a source text has for a source."""
    found = match([ClaimRecord("claims/one.md", "One", said)], [*SOURCES, source])
    return {
        each.name: (each.value, each.detail)
        for one in found[0].matches
        if one.source == source.id
        for each in one.evidence
    }


DUNES = SourceRecord(
    "archive/dunes.md", "Dunes that wander", "Vera Lund", date="2020-02-03", body="Dunes."
)


def test_author_and_year_say_nothing_where_months_differ() -> None:
    assert "author_year" in seen("Vera Lund (2020)", DUNES)
    assert "author_year" in seen("Vera Lund (February 2020)", DUNES)
    assert "author_year" not in seen("Vera Lund (June 2020)", DUNES)


def test_author_and_year_say_less_where_another_title_is_quoted() -> None:
    plain, quoted = seen("Vera Lund (2020)", DUNES), seen("Vera Lund, 'Tidal flats' (2020)", DUNES)
    assert quoted.get("author_year", (0.0, ""))[0] < plain["author_year"][0] / 2


def test_another_exact_day_speaks_against_a_source() -> None:
    assert "other_day" not in seen("Vera Lund, February 3, 2020", DUNES)
    assert "other_day" not in seen("Vera Lund, February 2020", DUNES)
    next_day = seen("Vera Lund, February 4, 2020", DUNES)["other_day"]
    assert next_day[0] < seen("Vera Lund, February 9, 2020", DUNES)["other_day"][0] == 1.0


def test_days_that_differ_are_no_date_in_common() -> None:
    assert "author_with_date" in seen("Vera Lund, February 4, 2020", DUNES)
    far = seen("Vera Lund, February 9, 2020", DUNES)
    assert not {"author_with_date", "author_year"} & far.keys()


def test_a_long_title_outweighs_another_day() -> None:
    long = DUNES._replace(title="Dunes that wander over harbours, quays and villages")
    said = f"Vera Lund, '{long.title}', February 9, 2020"
    assert "other_day" not in seen(said, long)
    assert "other_day" in seen("Vera Lund, 'Dunes', February 9, 2020", DUNES)


def test_the_year_in_a_title_is_that_of_another_report() -> None:
    report = DUNES._replace(title="Dune report 2020")
    assert "other_year" in seen("Vera Lund, Dune report 2019", report)
    assert "other_year" not in seen("Vera Lund, Dune report 2020", report)
    assert "other_year" not in seen("Vera Lund, Dune report", report)
    plan = DUNES._replace(title="Dune report for 2050")
    assert "other_year" not in seen("Vera Lund, Dune report 2019", plan)


def test_a_work_about_somebodys_work_is_none_of_theirs() -> None:
    about = DUNES._replace(title="Moor's wandering dunes, measured again")
    assert "about_people" in seen("Moor 2020, 'Wandering dunes'", about)
    assert "about_people" not in seen("Lund 2020, 'Wandering dunes'", about)


def test_a_title_at_the_head_names_nobody_whom_a_work_is_about() -> None:
    yearbook = DUNES._replace(title="Dune Yearbook 2020", author="Office for Dunes")
    assert "about_people" not in seen("Dune Yearbook 2020 (Office for Dunes)", yearbook)


def test_a_part_that_is_named_is_more_than_one_that_is_not() -> None:
    part = DUNES._replace(title="Wandering dunes of the north shore, Part II")
    assert "other_part" in seen("Vera Lund, Wandering dunes of the north shore, Part I", part)
    assert "unsaid_part" in seen("Vera Lund, Wandering dunes of the north shore", part)
    assert not {"other_part", "unsaid_part"} & seen("Vera Lund (2020)", part).keys()


def test_what_an_author_is_called_is_no_beginning_of_a_title() -> None:
    feed = DUNES._replace(title="Vera Lund: a hundred notes")
    assert "title_head" not in seen("Vera Lund talk", feed)
    assert "title_head" in seen("Dunes that wander off", DUNES)


def test_a_name_that_the_title_has_is_no_other_person() -> None:
    report = DUNES._replace(title="Coastal Report 2020", author="many")
    assert "other_people" not in seen("Coastal Report 2020", report)
    assert "other_people" in seen("Ada Moor 2020, Coastal Report", report)


@pytest.mark.parametrize(
    "field", ["Various", "Multiple authors", "unknown", "Several (Herald, Star)", "research"]
)
def test_words_for_unknown_authors_name_nobody(field: str) -> None:
    assert not authors_in(field).people


def test_there_are_more_authors_where_some_are_not_named() -> None:
    assert authors_in("Vera Lund; various") == ((LUND,), True, True)
    assert authors_in("Various Press").people == (Person("press", ("various",)),)


FILE = SourceRecord(
    "archive/lund.md", "Vera Lund & the wandering dunes — a file", "unknown", body="Dunes."
)


def test_a_work_without_authors_is_called_by_the_person_it_is_about() -> None:
    assert "first_author" in seen("Lund and the dunes", FILE)
    assert "first_author" not in seen("Lund and the dunes", FILE._replace(author="Piet Marsh"))
    assert "first_author" not in seen("The wandering dunes of Lund", FILE)


@pytest.mark.parametrize("title", ["Vera Lund", "Dunes: a study", "On Vera Lund: a study"])
def test_a_title_that_goes_not_on_behind_a_name_is_about_nobody(title: str) -> None:
    assert not subject_of(title)


def test_an_organisation_is_called_by_one_word_of_its_name() -> None:
    firm = DUNES._replace(author="Brontide Research")
    assert seen("challenged by Brontide who says that dunes rest", firm)["first_author"][0]
    assert "first_author" not in seen("Brontide Coast, a map", firm)


def test_a_month_that_agrees_leaves_no_other_day() -> None:
    found = DUNES._replace(id="archive/2020-02-17-dunes.md", date="2020-02-00")
    cited = "Vera Lund, 'Dunes that wander' (Feb 3, 2020)"
    assert "other_day" not in seen(cited, found)
    assert "other_day" in seen(cited, found._replace(date="2020-02-17"))
