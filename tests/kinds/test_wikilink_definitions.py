"""A definition that makes a wikilink a link for other readers is not reported beside it."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, marked, one, verify

TABLE = (
    one("name", '[[«RF001 lost»]]\n\n[lost]: lost "Lost"\n'),
    one("file", '[[«RF001 lost»]]\n\n[lost]: lost.md "Lost"\n'),
    one("path", "[[«RF001 lost»]]\n\n[lost]: ../sea/lost.md\n"),
    one("angles", "[[«RF001 lost tide»]]\n\n[lost tide]: <lost tide.md>\n"),
    one("label", '[[«RF001 lost|gone»]]\n\n[lost|gone]: lost "Lost"\n'),
    one("embed", "![[«RF001 lost»]]\n\n[lost]: lost\n"),
    one("two", "[[«RF001 c»]] [[«RF001 d»]]\n\n[c]: c.md\n[d]: d.md\n"),
    one("alive", "[[b]]\n\n[b]: b.md\n", beside={"notes/b.md": "x\n"}),
    one("wrong_definition", "[[b]]\n\n[b]: «RF004 ../b.md»\n", beside={"notes/b.md": "x\n"}),
    one("no_wikilink", "[lost]\n\n[lost]: «RF004 lost.md»\n"),
    one("other_label", "[[«RF001 lost»]] [x][y]\n\n[y]: «RF004 lost.md»\n"),
    one("no_definition", "[[«RF001 lost»]] [lost](«RF004 lost.md»)\n"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_definition_repeats_its_wikilink(case: Variation, make_base: MakeBase) -> None:
    verify(Variation(case.name, case.files, guessed=None), make_base)
