"""``[label]: address`` is a link like any other."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, marked, one, verify

TIDE = {"notes/tide table.md": "# Neap\n"}

TABLE = (
    one("gone", "See [it][t].\n\n[t]: «RF004 lost.md»\n"),
    one("with_title", 'See [t].\n\n[t]: «RF004 lost.md» "Old (1990)"\n'),
    one("angle_brackets", "See [t][].\n\n[t]: «RF004 <lost lamp.md>»\n"),
    one("next_line", "See [t].\n\n[t]:\n  «RF004 lost.md»\n"),
    one("in_quotation", "> See [t].\n>\n> [t]: «RF004 lost.md»\n"),
    one("picture", "![map][m]\n\n[m]: «RF004 ../maps/lost.png»\n"),
    one("heading", "See [t].\n\n[t]: «RF011 tide%20table.md#spring»\n", beside=TIDE),
    one(
        "other_case",
        "See [t].\n\n[t]: «RF013 Tide%20Table.md»\n",
        beside=TIDE,
        fixed="See [t].\n\n[t]: tide%20table.md\n",
    ),
    one(
        "alive",
        "See [t] and [u].\n\n[t]: tide%20table.md#neap\n[u]: <tide table.md> 'x'\n",
        beside=TIDE,
    ),
    one("on_the_web", "See [t].\n\n[t]: https://example.org/lost.md\n"),
    one("footnote", "See it.[^t]\n\n[^t]: lost.md is what it was called.\n"),
    one("prose", "[Note]: lost things are found here.\n"),
    one("in_code", "```\n[t]: lost.md\n```\n\n    [u]: lost.md\n"),
    one("in_paragraph", "So he said\n[t]: lost.md\n"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_reference_definition_is_a_link(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
