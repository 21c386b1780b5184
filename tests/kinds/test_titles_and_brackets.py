"""Inline links with titles, with brackets in their labels, titles and addresses."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, marked, one, verify

CHART = {"notes/chart (old (1)).md": "x\n", "notes/b.md": "x\n", "notes/b.png": "x"}

TABLE = (
    one("title_with_brackets", '[x](«RF004 lost.md» "Holm (2020)")\n'),
    one("single_quotes", "[x](«RF004 lost.md» 'a (b) c')\n"),
    one("title_in_brackets", "[x](«RF004 lost.md» (a title))\n"),
    one("escaped_quote", '[x](«RF004 lost.md» "a \\"b\\" (c)")\n'),
    one("title_on_next_line", '[x](«RF004 lost.md»\n"a title")\n'),
    one("nested_address", "[x](«RF004 lost(a(b)).md»)\n"),
    one(
        "nested_address_alive",
        "[x](chart%20(old%20(1)).md) [y](<chart (old (1)).md>)\n",
        beside=CHART,
    ),
    one("escaped_address", "[x](chart%20\\(old%20\\(1\\)\\).md)\n", beside=CHART),
    one("label_with_brackets", "[a [b] c](«RF004 lost.md»)\n"),
    one("linked_picture", "[![a](«RF004 lost.png»)](«RF004 lost.md»)\n"),
    one("linked_picture_alive", '[![a](b.png "t (1)")](b.md "u (2)")\n', beside=CHART),
    one("label_over_lines", "[a\nb](«RF004 lost.md»)\n"),
    one("code_in_label", "[a `]` b](«RF004 lost.md»)\n"),
    one("unbalanced", "[x](lost(a.md)\n"),
    one("blank_in_address", "[x](lost lamp.md)\n"),
    one("blanks_around", "[x]( «RF004 lost.md» )\n"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_brackets_and_titles_hide_no_link(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
