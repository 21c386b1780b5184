"""Words, dates, figures and identifiers come out in one comparable form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_tools.linking.text.dates import When, find_dates, parse_date, split_dates
from codex_tools.linking.text.figures import figures
from codex_tools.linking.text.identifiers import comparable_url, file_key, identifiers
from codex_tools.linking.text.words import STOP_WORDS, content_word_set, content_words, unaccented


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Clara\u2019s Rivers", "claras river"),
        ("Holmström", "holmstrom"),
        ("Łukasz Ørsted", "lukasz orsted"),
        ("co-operation — now", "co operation now"),
    ],
)
def test_spellings_of_one_name_agree(one: str, other: str) -> None:
    assert content_words(one) == content_words(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 2024-06-05", [When(2024, 6, 5)]),
        ("2026-02-00", [When(2026, 2, 0)]),
        ("March 5, 2024 and 7 June 2023", [When(2024, 3, 5), When(2023, 6, 7)]),
        ("Feb 2026 (2019)", [When(2026, 2), When(2019)]),
        ("$2024, 2024%, v2.2024", []),
        ("May 2021", [When(2021, 5)]),
    ],
)
def test_dates_are_as_precise_as_written(text: str, expected: list[When]) -> None:
    assert sorted(find_dates(text)) == sorted(expected)


def test_impossible_dates_are_not_read() -> None:
    assert parse_date("2024-13-45") != When(2024, 13, 45)


def test_split_dates_keeps_years_for_titles() -> None:
    dates, rest = split_dates("Atlas 2040, 5 March 2021")
    assert When(2021, 3, 5) in dates
    assert "2040" in rest
    assert "March" not in rest


def test_figures_leave_out_years_and_small_numbers() -> None:
    text = "In 2024, 12 of 1,234,500 people paid $40.6M or 22.50% (0.0)."
    assert figures(text) == {"1234500", "40.6", "22.5"}


@given(st.text("0123456789,. aé"))
def test_figures_do_not_depend_on_other_letters(text: str) -> None:
    assert figures(text) == figures(text + " é")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.Example.org/Path/", "http://example.org/path"),
        ("https://example.org/a?utm_source=mail#part", "example.org/a"),
    ],
)
def test_addresses_of_one_page_agree(one: str, other: str) -> None:
    assert comparable_url(one) == comparable_url(other)


def test_identifiers_have_their_kind() -> None:
    found = identifiers("https://x.com/ada/status/1234567890123 and PMC1234567")
    assert "status:1234567890123" in found
    assert "pubmed:pmc1234567" in found


@pytest.mark.parametrize(
    "text", ["ISBN 0-306-40615-2", "isbn:9780306406157", "ISBN-13: 978 0 306 40615 7"]
)
def test_an_isbn_is_one_in_ten_and_in_thirteen_digits(text: str) -> None:
    assert identifiers(text) == {"isbn:9780306406157"}


@pytest.mark.parametrize("text", ["ISBN 0-306-40615-3", "ISBN 978-0-306-40615-8", "ISBN 12345"])
def test_an_isbn_with_a_wrong_digit_is_none(text: str) -> None:
    assert identifiers(text) == frozenset()


def test_the_key_of_a_file_ignores_folder_case_and_punctuation() -> None:
    assert file_key("inbox/archive/2024-01-Quill's.md") == file_key("2024-01-quills")


def test_words_that_end_as_plurals_of_function_words_stay() -> None:
    assert content_words("The news of ones and hers, this does") == ["news", "ones", "hers"]


_ENDINGS = st.sampled_from(["s", "ss", "us", "'s", "s's", "1s", "S", "es", "", "és"])
_STEMS = st.sampled_from([*sorted(STOP_WORDS), "cat", "thi", "doe", "ga", "c", "7", "22", "été"])


@given(st.lists(st.tuples(_STEMS, _ENDINGS, st.sampled_from([" ", "-", "\n", ".", "\u2014"]))))
def test_long_texts_have_the_words_of_short_ones(parts: list[tuple[str, str, str]]) -> None:
    text = "".join("".join(part) for part in parts)
    assert content_word_set(text) - {""} == set(content_words(text))


@given(st.text())
def test_any_text_is_read_and_folding_is_stable(text: str) -> None:
    assert unaccented(unaccented(text)) == unaccented(text)
    assert content_word_set(text) - {""} == set(content_words(text))
    assert all(when.month <= 12 for when in find_dates(text))
    assert identifiers(text) == identifiers(text)


@given(st.text(st.characters(min_codepoint=128), min_size=41, max_size=80))
def test_texts_with_many_letters_beyond_ascii_fold_as_their_pieces_do(text: str) -> None:
    assert unaccented(text) == "".join(map(unaccented, text))


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\ufeff"])
def test_what_nobody_sees_cuts_no_word(unseen: str) -> None:
    assert content_words(f"hydro{unseen}logy") == ["hydrology"]


@pytest.mark.parametrize("text", ["2025-03-32", "2025-13-01", "2025-12-45"])
def test_of_a_day_that_no_month_has_the_year_is_left(text: str) -> None:
    assert find_dates(text) == [When(2025)]
