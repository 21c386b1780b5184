"""The words of a body stay when it is set anew or its links lead elsewhere, and not otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_tools.history.wording import Wording, wording

TEXT = """# Tides follow the moon

The moon *pulls* the water, see [[spring-tides]] and [the tables](https://example.org/a_(b)).
A lag of 1.5 hours is usual; at most 5 % are later than -2 or < 3.

1. High water
2. Low water

> It is so.

Relevant notes: [[neaps|the neaps]]
"""


def words(text: str) -> Wording:
    return wording(text.encode(), 0)


def is_same(before: str, after: str) -> bool:
    one, other = words(before), words(after)
    return one.shown == other.shown or one.bare == other.bare


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("*pulls*", "**pulls**"),
        ("*pulls*", "_pulls_"),
        ("*pulls*", "pulls"),
        ("[[spring-tides]]", "[[big-tides]]"),
        ("[[spring-tides]]", "[[tides/spring-tides]]"),
        ("[[neaps|the neaps]]", "[[neap-tides|the neaps]]"),
        ("[[neaps|the neaps]]", "the neaps"),
        ("The moon", "The [[moon]]"),
        ("The moon", "The [moon](moon.md)"),
        ("(https://example.org/a_(b))", '(https://example.org/c "A title")'),
        ("# Tides follow the moon\n", "Tides follow the moon\n=====\n"),
        ("1. High water\n2. Low water", "- High water\n- Low water"),
        ("1. High water\n2. Low water", "1. High water\n1. Low water"),
        ("see [[spring-tides]] and", "see [[spring-tides]]\nand"),
        ("> It is so.", "It is so."),
        ("It is so.", "It is so. <!-- codex: ignore[CL001] -->"),
        ("It is so.", "It is so. %% a remark %%"),
        ("water, see", "water, see"),
        ("< 3", "\\< 3"),
        ("< 3", "&lt; 3"),
        ("5 %", "5%"),
        ("It is so.", "**It** is `so`."),
        ("\n\n>", "\n\n---\n\n>"),
        ("Relevant notes:", "### Relevant Notes\n"),
    ],
)
def test_what_is_set_anew_says_the_same(old: str, new: str) -> None:
    assert old in TEXT
    assert is_same(TEXT, TEXT.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("pulls", "pushes"),
        ("1.5", "15"),
        ("1.5", "1.6"),
        ("-2", "2"),
        ("< 3", "> 3"),
        ("< 3", "≤ 3"),
        ("5 %", "5"),
        ("is usual", "is not usual"),
        ("the neaps", "the springs"),
        ("[the tables]", "[the figures]"),
        ("> It is so.", ""),
        ("High water", "Higher water"),
    ],
)
def test_what_is_worded_anew_does_not(old: str, new: str) -> None:
    assert old in TEXT
    assert not is_same(TEXT, TEXT.replace(old, new))


@given(st.text(alphabet="ab [](|)*_#>`<!-%\\\n1.", max_size=60))
def test_any_text_has_words_and_none_are_made_up(text: str) -> None:
    found = words(text)
    assert set("".join(found)) - set(text) - {" ", "≤", "≥", "≠"} == set()
