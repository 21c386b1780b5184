"""What follows ``?`` is for the server, and ``#top`` is the top of any page."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, marked, one, verify

SEA = {"notes/sea.md": "# Reef\n", "img/sea.png": "x", "notes/why?.md": "x\n"}

TABLE = (
    one("query", "[x](sea.md?plain=1)\n", beside=SEA),
    one("two_keys", "[x](sea.md?plain=1&tab=2)\n", beside=SEA),
    one("with_anchor", "[x](sea.md?plain=1#reef)\n", beside=SEA),
    one("with_lines", "[x](sea.md?plain=1#L3-L7)\n", beside=SEA),
    one("picture", "![x](../img/sea.png?raw=true)\n", beside=SEA),
    one("own_page", "[x](?tab=2)\n", beside=SEA),
    one("html", '<a href="sea.md?plain=1">x</a>\n', beside=SEA),
    one("definition", "[x]\n\n[x]: sea.md?plain=1\n", beside=SEA),
    one("gone", "[x](«RF004 ebb.md?plain=1»)\n", beside=SEA, guessed=None),
    one("anchor_gone", "[x](«RF011 sea.md?plain=1#sand»)\n", beside=SEA, guessed=None),
    one(
        "other_case",
        "[x](«RF013 Sea.md?plain=1#reef»)\n",
        beside=SEA,
        fixed="[x](sea.md?plain=1#reef)\n",
    ),
    one("top", "[x](sea.md#top) [y](#top) [z](#) [w](sea.md#)\n", beside=SEA),
    one("name_with_mark", "[[why?]] [x](why%3F.md)\n", beside=SEA),
    one("wikilink", "[[«RF001 sea?plain=1»]]\n", beside=SEA, guessed=None),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_query_is_no_part_of_the_path(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
