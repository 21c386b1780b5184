"""Wikilinks without quotes are read as with quotes, and get some where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_tools.edits import apply_edits
from codex_tools.model import Block
from codex_tools.syntax import frontmatter
from codex_tools.syntax.frontmatter.field_nodes import quoted_wikilinks

NAMES = st.sampled_from(["eel", "The eel", "eel|its skin", "eel#Skin", "it's", "a\\b", "grün"])
WIKILINKS = NAMES.map("[[{}]]".format)
ENTRIES = WIKILINKS | st.sampled_from(['"[[ray]]"', "'[[ray]]'", "plain", "[a, b]", "[[1, 2]]"])
LISTS = st.lists(ENTRIES, min_size=1, max_size=3)
VALUES = st.one_of(
    WIKILINKS.map(" {}".format),
    st.lists(WIKILINKS, min_size=2, max_size=3).map(lambda some: " " + ", ".join(some)),
    LISTS.map(lambda some: " [" + ", ".join(some) + "]"),
    LISTS.map(lambda some: "".join(f"\n  - {each}" for each in some)),
)


def read(data: bytes) -> tuple[dict[str, object], list[str]]:
    block = frontmatter.find_block(data)
    assert isinstance(block, Block)
    fields, problems = frontmatter.read_block(data, block)
    return fields, [each.kind for each in problems]


@given(st.lists(VALUES, min_size=1, max_size=3), st.sampled_from(["\n", "\r\n"]))
def test_quotes_change_nothing_that_is_read(values: list[str], end: str) -> None:
    lines = "".join(f"key{number}:{value}\n" for number, value in enumerate(values))
    data = f"---\n{lines}---\n".replace("\n", end).encode()
    fields, problems = read(data)
    assert set(problems) <= {"unquoted-wikilink"}
    block = frontmatter.find_block(data)
    assert isinstance(block, Block)
    edits = [edit for some in quoted_wikilinks(data, block) for edit in some]
    assert len(edits) == len(problems)
    assert read(apply_edits(data, edits)) == (fields, [])


@pytest.mark.parametrize(
    "text",
    ["a: [[1, 2]]", "a: [[1]]", "a: [[x: y]]", "a: [[b], [c]]", 'a: [["b"]]', "a: |\n  [[b]]"],
)
def test_what_is_no_wikilink_stays(text: str) -> None:
    assert read(f"---\n{text}\n---\n".encode())[1] == []
