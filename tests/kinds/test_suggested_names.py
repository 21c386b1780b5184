"""A name with a letter or two wrong gets a suggestion, if one name alone is that near."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, claim, marked, one, verify

WORDS = {f"notes/{name}.md": "x\n" for name in ("estuary", "harbour lights", "lamp")}
ALIAS = {"notes/st.md": "---\naliases: [Spring tide, King tide]\n---\nText.\n"}
KEYS = {"notes/@holm2020.md": "x\n", "notes/@berg1998.md": "x\n"}

TABLE = (
    one(
        "one_word", "[[«RF001 estuery»]]\n", beside=WORDS, guessed="[[estuary]]\n", words="estuary"
    ),
    one("swapped", "[[«RF001 harbuor lights»]]\n", beside=WORDS, guessed="[[harbour lights]]\n"),
    one("left_out", "[[«RF001 estury|mouth»]]\n", beside=WORDS, guessed="[[estuary|mouth]]\n"),
    one(
        "two_winners",
        "[[«RF001 seagull 3»]]\n",
        beside={"notes/seagull 1.md": "x\n", "notes/seagull 2.md": "x\n"},
    ),
    one("short", "[[«RF001 camp»]]\n", beside=WORDS),
    one(
        "attachment",
        "![[«RF001 hypnogran.png»]]\n",
        beside={"img/hypnogram.png": "x"},
        guessed="![[hypnogram.png]]\n",
    ),
    one(
        "attachment_path",
        "![x](«RF004 ../img/hypnogran.png»)\n",
        beside={"img/hypnogram.png": "x"},
        guessed="![x](../img/hypnogram.png)\n",
    ),
    one("alias", "[[«RF001 Spring tide»]]\n", beside=ALIAS, guessed="[[st|Spring tide]]\n"),
    one("alias_with_label", "[[«RF001 king tide|it»]]\n", beside=ALIAS, guessed="[[st|it]]\n"),
    one("citekey", "[[«RF001 @hlom2020»]]\n", beside=KEYS, guessed="[[@holm2020]]\n"),
    one("other_year", "[[«RF001 @holm2021»]]\n", beside=KEYS),
    one("markdown", "[x](«RF004 estuery.md#a»)\n", beside=WORDS, guessed="[x](estuary.md#a)\n"),
    one(
        "relation",
        claim("", supports="[«RF007 estuery»]"),
        beside={"notes/estuary.md": claim()},
        guessed=claim("", supports="[estuary]"),
    ),
    one("far", "[[«RF001 sanctuary»]]\n", beside=WORDS),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_slip_of_the_pen_gets_a_suggestion(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
