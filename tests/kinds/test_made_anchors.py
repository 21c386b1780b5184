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
    one("quotation", "[x](#low-tide) [[#Low tide]]\n\n> ## Low tide\n>\n> x\n"),
    one("callout", "[x](#low-tide)\n\n> [!note] x\n> - a\n>   ### Low tide ##\n"),
    one("list", "[x](#low-tide) [y](#high)\n\n- # Low tide\n1. ## High\n"),
    one(
        "html",
        '[x](#low-tide) [y](#sea)\n\n<h1 align="center">Low <b>tide</b></h1>\n<H2>Sea</H2>\n',
    ),
    one("html_in_lines", "[x](#low-tide)\n\n<h3>\n  Low tide\n</h3>\n"),
    one("html_in_code", "[x](«RF011 #low»)\n\n```html\n<h1>Low</h1>\n```\n"),
    one("list_in_code", "[x](«RF011 #low»)\n\n```\n- # Low\n```\n"),
    one("no_heading_in_list", "[x](«RF011 #low»)\n\n- #Low\n- low\n"),
    one("other", "x[^1] [y](«RF011 #fine»)\n\n[^1]: Note\n"),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_an_anchor_may_be_made(case: Variation, make_base: MakeBase) -> None:
    verify(Variation(case.name, case.files, guessed=None), make_base)
