"""Entities and backslashes in addresses are read as CommonMark reads them."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, marked, one, verify

FILES = {
    "notes/eel & ray.md": "x\n",
    "notes/low_tide.md": "x\n",
    "notes/chart (1).md": "x\n",
    "notes/café.md": "x\n",
    "notes/50%25.md": "x\n",
    "notes/a&copy.md": "x\n",
    "notes/star*.md": "x\n",
}

TABLE = (
    one("ampersand", "[x](eel%20&amp;%20ray.md)\n", beside=FILES),
    one("bare_ampersand", "[x](eel%20&%20ray.md) [y](eel%20%26%20ray.md)\n", beside=FILES),
    one("number", "[x](eel&#32;&#x26;&#32;ray.md)\n", beside=FILES),
    one("letter", "[x](caf&eacute;.md)\n", beside=FILES),
    one("no_semicolon", "[x](a&copy.md)\n", beside=FILES),
    one("underscore", "[x](low\\_tide.md)\n", beside=FILES),
    one("parentheses", "[x](chart%20\\(1\\).md)\n", beside=FILES),
    one("star", "[x](star\\*.md)\n", beside=FILES),
    one("in_angle_brackets", "[x](<eel &amp; ray.md>) [y](<low\\_tide.md>)\n", beside=FILES),
    one("per_cent", "[x](50%2525.md)\n", beside=FILES),
    one("html", '<a href="eel%20&amp;%20ray.md">x</a>\n', beside=FILES),
    one("definition", "[x]\n\n[x]: eel%20&amp;%20ray.md\n", beside=FILES),
    one(
        "gone",
        "[x](«RF004 lost&amp;found.md») [y](«RF004 lost\\_lamp.md»)\n",
        beside=FILES,
        guessed=None,
    ),
    one("wikilink", "[[eel & ray]] [[«RF001 eel &amp; ray»]]\n", beside=FILES, guessed=None),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_an_address_is_decoded(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
