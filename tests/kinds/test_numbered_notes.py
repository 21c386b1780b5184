"""Notes of a Zettelkasten are named by their number; percent codes may be part of a name."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.renames import Rename, verify_rename
from kinds.table import OBSIDIAN, Variation, marked, one, verify

NUMBERED = {
    "notes/202010201137 Meaning.md": "# Meaning\n",
    "20201020093536-tides.md": "x\n",
    "notes/20201020T1200_ebb.md": "x\n",
    "notes/by-id.md": "---\nid: 202201011530\n---\n",
    "notes/20220101 flow.md": "x\n",
}


def edges(*paths: str) -> frozenset[str]:
    return frozenset(f"notes/a.md links_to {path}" for path in paths)


TABLE = (
    one(
        "with_blank",
        "[[202010201137]]\n",
        beside=NUMBERED,
        edges=edges("notes/202010201137 Meaning.md"),
    ),
    one("with_words", "[[202010201137|Meaning]]\n", beside=NUMBERED),
    one(
        "with_hyphen",
        "[[20201020093536]]\n",
        beside=NUMBERED,
        edges=edges("20201020093536-tides.md"),
    ),
    one(
        "with_time",
        "[[20201020T1200]]\n",
        beside=NUMBERED,
        edges=edges("notes/20201020T1200_ebb.md"),
    ),
    one("id", "[[202201011530]]\n", beside=NUMBERED, edges=edges("notes/by-id.md")),
    one("day", "[[20220101]]\n", beside=NUMBERED, edges=edges("notes/20220101 flow.md")),
    one("heading", "[[202010201137#Meaning]] [[«RF011 202010201137#Sense»]]\n", beside=NUMBERED),
    one("gone", "[[«RF001 202010201138»]]\n", beside=NUMBERED),
    one("part_of_a_number", "[[«RF001 2020102011»]]\n", beside=NUMBERED),
    one("short", "[[«RF001 2020»]]\n", beside={"notes/2020 tides.md": "x\n"}),
    one("two", "[[«RF002 202010201137»]]\n", beside={**NUMBERED, "202010201137 b.md": "x\n"}),
    one("vault", "[[«RF001 202010201137»]]\n", beside={**NUMBERED, **OBSIDIAN}),
)

CODED = (
    one(
        "hyphen",
        "[x](Low%2Dtide.md) [y](/notes/Low%2Dtide)\n",
        beside={"notes/Low%2Dtide.md": "x\n"},
    ),
    one("slash", "![x](../assets/a%2Fb.png)\n", beside={"assets/a%2Fb.png": "x"}),
    one(
        "decoded_first",
        "[x](a%20b.md#c)\n",
        beside={"notes/a b.md": "# C\n", "notes/a%20b.md": "x\n"},
    ),
    one("gone", "[x](«RF004 Low%2Dtides.md»)\n", beside={"notes/Low%2Dtide.md": "x\n"}),
)


@pytest.mark.parametrize("case", [*marked(TABLE), *CODED], ids=lambda case: case.name)
def test_a_number_names_its_note(case: Variation, make_base: MakeBase) -> None:
    verify(Variation(case.name, case.files, guessed=None, edges=case.edges), make_base)


def test_a_rename_that_keeps_the_number_changes_no_link(make_base: MakeBase) -> None:
    files = {**NUMBERED, "notes/a.md": "[[202010201137]] [[20201020093536]]\n"}
    old, new = "notes/202010201137 Meaning.md", "notes/202010201137 Sense.md"
    verify_rename(Rename("kept", files, old, new, {old: new}), make_base)
