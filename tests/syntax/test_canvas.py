"""The texts of a canvas stand where they are said to, however they are written."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_tools.model import Span
from codex_tools.syntax.canvas import encoded, find_texts

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(st.lists(TEXTS, max_size=4), st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_a_text_stands_where_it_is_said_to(
    values: list[str], is_ascii: bool, indent: int | str | None
) -> None:
    nodes = [{"id": "é", "type": "text", "text": value, "x": 1} for value in values]
    data = json.dumps({"nodes": nodes}, ensure_ascii=is_ascii, indent=indent).encode()
    found = [text for text in find_texts(data) if text.key == "text"]
    assert [text.value for text in found] == values
    assert len({text.owner for text in found}) == len(values)
    for text in found:
        assert data[slice(*text.place)].decode() == text.written
        assert json.loads(f'"{encoded(text.value)}"') == text.value


@given(TEXTS, TEXTS, TEXTS, st.booleans())
def test_a_part_of_a_text_stands_where_it_is_said_to(
    before: str, part: str, after: str, is_ascii: bool
) -> None:
    data = json.dumps({"text": before + part + after}, ensure_ascii=is_ascii).encode()
    [text] = find_texts(data)
    start = len(before.encode())
    place = text.span(Span(start, start + len(part.encode())))
    assert json.loads(b'"' + data[slice(*place)] + b'"') == part


@pytest.mark.parametrize("data", [b"", b"{", b'{"a": "b"', b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"Expecting|decode|nested"):
        list(find_texts(data))
