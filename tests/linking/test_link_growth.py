"""What is read of hostile texts takes time that grows evenly with their length.

The texts for patterns are so long that a pattern whose time grows with the square takes minutes.
"""

import pytest
from bases import grows_evenly

from codex_tools.linking.reading.labels import labelled
from codex_tools.linking.reading.note_authors import find_note_authors
from codex_tools.linking.reading.records import ClaimRecord, source_record
from codex_tools.linking.reading.references import file_references
from codex_tools.linking.text.dates import When, find_dates, parse_date


@pytest.mark.parametrize(
    "text",
    [
        "# Sources" + " " * 200_000 + "x",
        "# Sources:" + " " * 200_000 + "x",
        "aa (Source: x " * 20_000,
        "aa (Source: " + "[[a " * 100_000,
        "aa (Source:" + " " * 200_000,
        "aa.Source:[" * 60_000,
    ],
    ids=lambda text: text[:14],
)
def test_a_label_that_leads_to_nothing_is_left_soon(text: str) -> None:
    assert [*labelled(f"{text}\n\n# Sources\n\nlock-book", inline=True)] == ["\n\nlock-book"]


def test_a_name_before_a_long_gap_is_that_of_no_note_author() -> None:
    gap = " " * 200_000
    claims = [ClaimRecord(str(n), "", f"Ann, synthesis{gap}x") for n in range(3)]
    assert find_note_authors(claims, []) == frozenset()
    claims = [ClaimRecord(str(n), "", f"Ann, synthesis{gap}from x") for n in range(3)]
    assert find_note_authors(claims, []) == {"ann"}


@pytest.mark.parametrize("unit", ["@a", "a/", "a/,", "@a/"])
def test_a_long_word_without_a_path_names_no_file(unit: str) -> None:
    found = file_references(f"[[lock-book]] x.md {unit * 100_000} notes/quill.md")
    assert [one.target for one in found if one.is_certain] == ["lock-book", "notes/quill.md"]


@pytest.mark.parametrize(
    ("body", "title"),
    [("# a" + " " * 400_000 + "b", "a" + " " * 400_000 + "b"), ("#" + " " * 400_000, "")],
    ids=["inside", "alone"],
)
def test_a_heading_with_a_long_gap_is_read_once(body: str, title: str) -> None:
    assert source_record("inbox/a.md", {}, body).title == title


@pytest.mark.parametrize("unit", ["2019, ", "2019-01-02, ", "5 March 2019, "])
def test_the_search_for_dates_grows_evenly(unit: str) -> None:
    assert grows_evenly(lambda many: find_dates(unit * many), 100)


def test_a_field_of_dates_is_read_up_to_the_first() -> None:
    assert parse_date("2019-01, 2020-01, " * 50_000) == When(2019, 1)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2019 and 2020-03", [When(2020, 3), When(2019)]),
        ("March 5, 2019, 2019", [When(2019, 3, 5), When(2019)]),
    ],
)
def test_a_place_has_its_most_precise_date_alone(text: str, dates: list[When]) -> None:
    assert find_dates(text) == dates
