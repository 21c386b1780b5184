"""One tokeniser, one list of stop words, one normaliser of addresses, for rules and matcher."""

from string import ascii_letters

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_tools.base.names import words
from codex_tools.base.text import STOP_WORDS, singular, split_words
from codex_tools.base.urls import normalise_url, page_of
from codex_tools.linking.text.identifiers import comparable_url
from codex_tools.linking.text.words import STOP_WORDS as MATCHER_STOP_WORDS
from codex_tools.linking.text.words import content_words
from codex_tools.rules._words import telling


@pytest.mark.parametrize("word", sorted(STOP_WORDS))
def test_a_stop_word_tells_nothing(word: str) -> None:
    assert telling(f"{word} moon") == {"moon"}
    assert content_words(f"{word} moon") == ["moon"]


@pytest.mark.parametrize("word", sorted(MATCHER_STOP_WORDS - STOP_WORDS))
def test_what_is_no_word_of_a_work_may_tell_claims_apart(word: str) -> None:
    assert content_words(f"{word} moon") == ["moon"]
    assert telling(f"{word} moon") == {singular(word), "moon"}


@pytest.mark.parametrize(
    ("word", "one"),
    [("seas", "sea"), ("glass", "glass"), ("status", "status"), ("1990s", "1990s"), ("gas", "gas")],
)
def test_only_plurals_lose_their_ending(word: str, one: str) -> None:
    assert singular(word) == one


@given(st.text(ascii_letters + "0123456789 -_.,'\n"))
def test_the_fast_way_for_ascii_splits_as_the_other_one(text: str) -> None:
    assert split_words(text) == split_words(f"{text.lower()} é")[:-1]
    assert words(text) == split_words(text)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.example.org/A/b",
        "http://example.org/A/b/",
        "HTTPS://example.org/A/b#part",
        "https://example.org/A/b?utm_source=mail",
        "https://example.org/A/b).",
        " https://example.org/A/b ",
    ],
)
def test_addresses_of_one_page_are_one(address: str) -> None:
    assert normalise_url(address) == page_of(address) == "example.org/A/b"
    assert comparable_url(address) == "example.org/a/b"


@pytest.mark.parametrize("address", ["https://example.org/", "https://www.example.org", "a/b", ""])
def test_a_front_page_and_a_path_are_no_page(address: str) -> None:
    assert page_of(address) == ""


def test_pages_that_differ_in_capitals_may_be_two() -> None:
    assert page_of("https://example.org/aB") != page_of("https://example.org/Ab")
