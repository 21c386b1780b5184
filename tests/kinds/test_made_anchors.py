"""Anchors that hosts, browsers and generators make are not missed."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, marked, one, verify

TABLE = (
    one("readme", "[up](../README.md#readme)\n", beside={"README.md": "# Sea\n\n[top](#readme)\n"}),
    one("readme_of_a_note", "[up](«RF011 #readme»)\n"),
    one("prefix", "# Tides\n\n[x](#user-content-tides) [y](«RF011 #user-content-moon»)\n"),
    one("prefix_of_an_id", '<a id="low"></a>\n\n[x](#user-content-low)\n'),
    one("route", "[x](#/guide/start) [y](#!/start)\n"),
    one("tab", "# [One](#tab/one)\n\nx\n"),
    one("no_tab", "[x](«RF011 #tabs»)\n"),
    one("footnote", "x[^1] [up](#fnref1) [down](#fn:1) [z](#fn-1)\n\n[^1]: Note [b](#fnref:1)\n"),
    one("named_footnote", "x[^low] [up](#user-content-fnref-low)\n\n[^low]: Note\n"),
    one("no_footnote", "[up](«RF011 #fnref1»)\n"),
    one("text", "[x](#:~:text=low)\n"),
    one("other", "x[^1] [y](«RF011 #fine»)\n\n[^1]: Note\n"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_an_anchor_may_be_made(case: Variation, make_base: MakeBase) -> None:
    verify(Variation(case.name, case.files, guessed=None), make_base)
