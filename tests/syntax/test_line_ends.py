"""CR alone ends lines where no LF does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from codex_tools.syntax.line_ends import edited, with_lf

DATA = st.text("a\r\n", max_size=8).map(str.encode)


@given(DATA)
def test_offsets_hold(data: bytes) -> None:
    read = with_lf(data)
    assert len(read) == len(data)
    assert (read == data) is (b"\r" not in data or b"\n" in data)
    assert edited(data, lambda each: each) == data


def test_what_is_added_ends_as_the_rest_does() -> None:
    assert edited(b"a\rb\r", lambda data: data.replace(b"a", b"c\nd")) == b"c\rd\rb\r"
    assert edited(b"a\r\nb", lambda data: data.replace(b"a", b"c\nd")) == b"c\nd\r\nb"
