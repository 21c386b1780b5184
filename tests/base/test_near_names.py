"""The distance of two names, and which of them are near."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from codex_tools.base.names import stem
from codex_tools.base.resolver.suggest.likeness import Likeness
from codex_tools.base.resolver.suggest.typos import Typos, osa
from codex_tools.base.resolver.suggest.word_index import WordIndex

WORD = st.text("abc", max_size=8)


def typos(*names: str) -> Typos:
    return Typos(WordIndex({name: name for name in names}))


@given(one=WORD, other=WORD, most=st.integers(0, 3))
def test_the_distance_is_that_of_optimal_string_alignment(one: str, other: str, most: int) -> None:
    distance = OSA.distance(one, other)
    assert min(osa(one, other, most), most + 1) == min(distance, most + 1)


@given(name=st.text("estuary lamp", min_size=5, max_size=14))
def test_a_name_with_a_slip_is_found(name: str) -> None:
    wanted = "harbour " + name
    assert typos(wanted).find(f"harbuor {name}") in ([wanted], [])
    assert typos("harbour lights").find("harbuor lights") == ["harbour lights"]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Chapter IV", "Chapter VI"),
        ("Appendix A", "Appendix B"),
        ("Report 2020", "Report 2021"),
        ("Learning C++", "Learning C#"),
        ("deflation", "inflation"),
        ("lamp", "camp"),
    ],
)
def test_what_tells_names_apart_is_no_slip(name: str, other: str) -> None:
    assert typos(other).find(name) == []


def test_a_word_that_some_name_has_is_no_slip() -> None:
    assert typos("the noted tide", "the noteb tide").find("the notec tide") == [
        "the noteb tide",
        "the noted tide",
    ]
    assert typos("the moon tide", "the mood swings").find("the mood tide") == []


def test_two_names_are_alike_where_most_of_both_is_the_same() -> None:
    names = ["the moon pulls all the tides of the sea.md", "gulls cry.md", "eels shed.md"]
    likeness = Likeness(WordIndex({name: stem(name) for name in names}))
    assert likeness.find("moon pulls all the tides of the sea") == [names[0]]
    assert likeness.find("the moon") == []
    assert likeness.find("the moon pulls 2 tides of the sea") == []
