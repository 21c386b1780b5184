"""A bracket behind a backslash opens nothing."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, marked, one, verify

LIGHT = {"notes/Harbour Light.md": "It burns all night.\n"}

TABLE = (
    one("wikilink", r"Write \[[lost lantern]] to link." + "\n"),
    one("other_case", r"Write \[[harbour light]] to link." + "\n", beside=LIGHT),
    one("both_brackets", r"Write \[\[lost lantern\]\] to link." + "\n"),
    one("second_bracket", r"Write [\[lost lantern]] to link." + "\n"),
    one("closing", r"Write [[lost lantern\]] to link." + "\n"),
    one("markdown_link", r"Write \[light](lost.md) to link." + "\n"),
    one("label_end", r"Write [light\](lost.md) to link." + "\n"),
    one("parenthesis", r"Write [light]\(lost.md) to link." + "\n"),
    one("embed", r"Write !\[[lost.png]] or \!\[lost](lost.png) to embed." + "\n"),
    one("in_table", "| how | why |\n|---|---|\n" + r"| \[[lost lantern]] | none |" + "\n"),
    one("in_list_and_quote", "- \\[[lost lantern]]\n\n> \\[x](lost.md)\n"),
    one("escaped_backslash", "It is \\\\[[«RF001 lost lantern»]] that is live.\n"),
    one("escaped_bang", "It is \\![[«RF001 lost lantern»]] that is live.\n"),
    one("two_of_them", "No \\[[lost lantern]], yes [[«RF001 lost lantern»]].\n"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_an_escaped_bracket_opens_no_link(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
