"""``[[x]](y)`` and ``[[label|target]]`` can be read in two ways; one that resolves is enough."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import OBSIDIAN, Variation, marked, one, verify

TIDE = {"notes/tide.md": "High and low.\n"}
DENDRON = {"dendron.yml": "version: 5\n"}

TABLE = (
    one("wikilink_resolves", "See [[tide]](so.md) here.\n", beside=TIDE),
    one("address_resolves", "See [[1]](tide.md) here.\n", beside=TIDE),
    one("address_on_the_web", "See [[7]](https://example.org/seven) here.\n"),
    one("anchor_of_this_note", "# Moon\n\nSee [[2]](#moon) here.\n"),
    one("both_resolve", "See [[tide]](tide.md) here.\n", beside=TIDE),
    one("none_resolves", "See [[«RF001 ebb»]](flow.md) here.\n", beside=TIDE, guessed=None),
    one("label_first", "See [[The high water|tide]] here.\n", beside=TIDE),
    one("target_first", "See [[tide|The high water]] here.\n", beside=TIDE),
    one("no_part", "See [[«RF001 ebb|flow»]] here.\n", beside=TIDE, guessed=None),
    one(
        "dendron",
        "See [[Ebb|tide]] and [[Flow|notes.tide]].\n",
        beside={**TIDE, **DENDRON, "notes/notes.tide.md": "x\n"},
    ),
    one("dendron_gone", "See [[«RF001 tide|ebb»]].\n", beside={**TIDE, **DENDRON}, guessed=None),
    one("obsidian", "See [[«RF001 ebb|tide»]].\n", beside={**TIDE, **OBSIDIAN}, guessed=None),
    one("inexact_reading", "See [[Tide]](tide.md) and [[Low|Tide]].\n", beside=TIDE),
    one("label_in_another_case", "See [[tide|Tide]] and [[Tide!|tide]].\n", beside=TIDE),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_one_reading_that_resolves_is_enough(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
