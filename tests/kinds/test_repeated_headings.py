"""``#part-2`` is the third heading ``Part``, or one that is called so."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, marked, one, verify

TWICE = {"notes/b.md": "# Wind\n\n## Notes\n\n# Rain\n\n## Notes\n"}
THRICE = {"notes/b.md": "# Sea\n\n# Sea\n\nText.\n\nSea\n===\n"}
NAMED = {"notes/b.md": "# Step\n\n# Step 2\n\n# Year 2020\n"}

TABLE = (
    one("first", "[x](b.md#notes)\n", beside=TWICE),
    one("second", "[x](b.md#notes-1)\n", beside=TWICE),
    one("underscore", "[x](b.md#notes_1)\n", beside=TWICE),
    one("third_of_two", "[x](«RF011 b.md#notes-2»)\n", beside=TWICE, guessed=None),
    one("second_of_one", "[x](«RF011 b.md#wind-1»)\n", beside=TWICE, guessed=None),
    one("third", "[x](b.md#sea-2)\n", beside=THRICE),
    one("fourth_of_three", "[x](«RF011 b.md#sea-3»)\n", beside=THRICE, guessed=None),
    one("name_with_number", "[x](b.md#step-2) [y](b.md#year-2020)\n", beside=NAMED),
    one("other_number", "[x](«RF011 b.md#step-3»)\n", beside=NAMED, guessed=None),
    one("other_year", "[x](«RF011 b.md#year-2021»)\n", beside=NAMED, guessed=None),
    one("own_note", "# Ebb\n\n# Ebb\n\n[x](#ebb-1) [y](«RF011 #ebb-2»)\n", guessed=None),
    one(
        "in_code",
        "[x](«RF011 b.md#log-1»)\n",
        guessed=None,
        beside={"notes/b.md": "# Log\n\n```\n# Log\n```\n"},
    ),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_number_tells_repeated_headings_apart(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
