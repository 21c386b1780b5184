"""Addresses: what is read, and that what is written is read again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_tools.model import Link, Syntax
from codex_tools.syntax.markdown.address import parse_address, write_address
from codex_tools.syntax.markdown.body import Body


@pytest.mark.parametrize(
    ("raw", "path", "anchor"),
    [
        ("a.md", "a.md", ""),
        ("a%20b.md#c%20d", "a b.md", "c d"),
        ("<a b.md#c>", "a b.md", "c"),
        ("a.md?x=1#y", "a.md", "y"),
        ("a.md#y?x", "a.md", "y?x"),
        ("?x", "", ""),
        ("#", "", ""),
        ("a\\#b", "a", "b"),
        ("a&num;b", "a", "b"),
        ("a%23b%3F.md", "a#b?.md", ""),
        ("a&amp;b", "a&b", ""),
        ("\\&amp;", "&amp;", ""),
        ("a&copy", "a&copy", ""),
        ("a\\b", "a\\b", ""),
        ("<Sun: a guide.md>", "Sun: a guide.md", ""),
        ("<%20a>", " a", ""),
        ("%zz%ff", "%zz\ufffd", ""),
    ],
)
def test_an_address_is_taken_apart(raw: str, path: str, anchor: str) -> None:
    assert parse_address(raw) == (path, anchor)


@pytest.mark.parametrize(
    "raw",
    ["https://x.org", "//x.org", "mailto:a@b.c", "{{a}}/b.md", "<% a %>", "<%=a%>", "${A}/b.md"],
)
def test_what_leads_out_or_is_not_filled_in_is_no_address(raw: str) -> None:
    assert parse_address(raw) is None


def test_html_knows_no_backslashes_and_no_angle_brackets() -> None:
    assert parse_address("a\\_b&amp;c.md", in_html=True) == ("a\\_b&c.md", "")
    assert parse_address("{url}", in_html=True) is None
    assert write_address("a&amp;b.md?c#d", "e&f g.md", in_html=True) == "e&f%20g.md?c#d"


MARKS = st.sampled_from([*"ab/.%&;#?()<>\\ {}$:'\"=!é\n", "&amp;", "&#35;", "%20", "%23", "\\#"])
TEXTS = st.lists(MARKS, max_size=9).map("".join)
LINK_FORMS = {
    Syntax.MARKDOWN: ("[x](", ")"),
    Syntax.DEFINITION: ("[x]: ", "\n"),
    Syntax.HTML: ('<a href="', '">x</a>'),
}


def links(syntax: Syntax, raw: str) -> list[Link]:
    before, after = LINK_FORMS[syntax]
    return list(Body(f"{before}{raw}{after}".encode(), 0).links)


@given(st.sampled_from(sorted(LINK_FORMS)), TEXTS, TEXTS.filter(lambda path: path.strip("/")))
def test_a_written_path_is_read_again_and_the_rest_stays(
    syntax: Syntax, raw: str, path: str
) -> None:
    found = links(syntax, raw)
    if [link.raw for link in found] != [raw] or "<" in raw[1:]:
        return
    path = path.lstrip("/")
    text = write_address(raw, path, syntax is Syntax.HTML)
    [after] = links(syntax, text)
    assert (after.target, after.heading, after.syntax) == (path, found[0].heading, syntax)
    assert after.raw == text
    if "\\" not in raw and "&" not in raw:  # otherwise a mark may not be what it looks like
        assert _rest(text) == _rest(raw)


def _rest(raw: str) -> str:
    """The query and the anchor of an address as they are written."""
    bare = raw.strip("<>")
    return bare[len(bare.split("?")[0].split("#")[0]) :]
