"""Text and what is none: fast ways of reading say what the thorough ones say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_tools.model import Link
from codex_tools.syntax.markdown import body as body_module
from codex_tools.syntax.markdown import inline
from codex_tools.syntax.markdown.block_reader import _Reader
from codex_tools.syntax.markdown.blocks import opaque_blocks
from codex_tools.syntax.markdown.body import Body

MARKS = st.sampled_from(
    ["[[x]]", "[[x|y]]", "[[x]](y)", "[a](b)", "[", "]", "](", ")", "[^1]", "[^1]: z", "[d]: e"]
    + ["w", " ", "\n", "\n\n", "- ", "> ", "1. ", "\t", "    ", "# ", "|", "\\", "`", "``"]
    + ["```\n", "~~~\n", "$", "$$", "%%", "%", "{{", "}}", "<% ", "%>", "${", "}", "<!--", "-->"]
    + ["<pre>", "</pre>", "<div>\n", "<a href='h'>", "<", ">", "---\n", "===\n", "é", "\r\n", ":"]
)
TEXTS = st.lists(MARKS, max_size=14).map(lambda parts: "".join(parts).encode())


def read(data: bytes) -> tuple[list[Link], list[object]]:
    found = Body(data, 0)
    return list(found.links), list(found.problems)


@given(TEXTS)
def test_a_plain_text_is_read_as_any_other(data: bytes) -> None:
    fast = read(data)
    with pytest.MonkeyPatch.context() as patch:
        for module in (body_module, inline):
            patch.setattr(module, "read_plain", lambda *_: False)
        assert read(data) == fast


@given(TEXTS)
def test_no_block_is_passed_over(data: bytes) -> None:
    thorough, position = _Reader(data), 0
    while position < len(data):
        position = thorough.read(position, position)
    assert opaque_blocks(data, 0) == thorough.found


@given(TEXTS)
def test_links_are_where_they_say_and_in_no_opaque_block(data: bytes) -> None:
    found = Body(data, 0)
    for link in found.links:
        start, end = link.place
        assert data[start:end].decode() == link.raw
    starts = [link.place[0] for link in found.links]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("[x [[a]]](b)", ["a", "b"]),
        ("[![i](a)](b)", ["a", "b"]),
        ("[x [y](a)](b)", ["a"]),
        ("Let $a$ and $$\n[[x]]\n$$\n\n[[b]]\n\n$$\n[[x]]\n$$\n", ["b"]),
        ("It is %% so\n%%\n\n[[b]]\n\n%%\n[[x]]\n%%", ["b"]),
        ("-\n\n    [[x]]", []),
        ("- w\n</b>\n[[a]]", ["a"]),
        ("> w\n> [d]: x\n\n> [d]: a", ["a"]),
        ("w\n> [d]: a", ["a"]),
        ("<!-- x\n\n[[a]]", ["a"]),
        ("<img src={x}> <img src='{{x}}'> <img src=a>", ["a"]),
        ("| $5 | [[a]] | $6 |\n| ` | [[b]] |\n| ` | c |", ["a", "b"]),
        ("[x](a 'b\n\nc')", []),
        ("[x](<a b>) [x](<a\nb>) [x](a b)", ["a b"]),
        ("<https://a.b/[[x]]>", []),
        ("`<a href='x'>` <a title=\"<b href='x'>\" href=a>", ["a"]),
    ],
)
def test_what_is_a_link(text: str, targets: list[str]) -> None:
    assert [link.target for link in Body(text.encode(), 0).links] == targets
