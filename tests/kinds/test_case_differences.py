"""A name in another case is alive: a matter of form, and in an Obsidian vault not even that."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import OBSIDIAN, Variation, claim, marked, one, verify

FILES = {"notes/big tide.md": "# Neap\n", "Coast/eel.md": "x\n", "Coast/Eel.PNG": "x"}
VAULT = {**FILES, **OBSIDIAN}
ACCENT = {"notes/Ébauche.md": "x\n"}

TABLE = (
    one("markdown", "[x](«RF013 Big%20Tide.md»)\n", beside=FILES, fixed="[x](big%20tide.md)\n"),
    one(
        "markdown_anchor",
        "[x](«RF013 <Big Tide.md#neap>»)\n",
        beside=FILES,
        fixed="[x](<big tide.md#neap>)\n",
    ),
    one("folder", "[x](«RF013 ../coast/eel.md»)\n", beside=FILES, fixed="[x](../Coast/eel.md)\n"),
    one(
        "ending", "![x](«RF013 ../Coast/Eel.png»)\n", beside=FILES, fixed="![x](../Coast/Eel.PNG)\n"
    ),
    one("wikilink", "[[«RF003 Big Tide»]]\n", beside=FILES, fixed="[[big tide]]\n"),
    one("wikilink_path", "[[«RF003 coast/Eel|x»]]\n", beside=FILES, fixed="[[Coast/eel|x]]\n"),
    one("accent", "[[«RF003 ébauche»]]\n", beside=ACCENT, fixed="[[Ébauche]]\n"),
    one(
        "relation",
        claim("", supports="[«RF010 Big Tide»]"),
        beside={"notes/big tide.md": claim()},
        fixed=claim("", supports="[big tide]"),
    ),
    one(
        "edge",
        claim("[[«RF003 Big Tide»]]\n"),
        beside=FILES,
        fixed=claim("[[big tide]]\n"),
        edges=frozenset({"notes/a.md links_to notes/big tide.md"}),
    ),
    one(
        "two_of_them",
        "[[«RF002 TIDE»]]\n",
        guessed=None,
        beside={"x/Tide.md": "x\n", "y/tide.md": "x\n"},
    ),
    one(
        "exact_one_counts",
        "[[tide]] [x](tide.md)\n",
        beside={"notes/Tide.md": "x\n", "notes/tide.md": "x\n"},
    ),
    one("vault", "[[Big Tide]] [x](Big%20Tide.md) ![[eel.png]] [[coast/EEL]]\n", beside=VAULT),
    one(
        "vault_two_of_them",
        "[[«RF002 tide»]]\n",
        guessed=None,
        beside={"x/Tide.md": "x\n", "y/tide.md": "x\n", **OBSIDIAN},
    ),
    one("vault_punctuation", "[[«RF003 big-tide»]]\n", beside=VAULT, fixed="[[big tide]]\n"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_another_case_is_a_matter_of_form(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
