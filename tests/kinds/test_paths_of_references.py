"""Attachments by the end of their path, linked folders, and letters in two pieces."""

from __future__ import annotations

import unicodedata

import pytest
from bases import MakeBase
from kinds.table import Variation, claim, marked, one, verify

PICTURES = {"assets/img/moon.png": "x", "assets/pdf/neap tide.pdf": "x"}
LINKED = {"shared/eel.md": "# Skin\n", "shared/eel.png": "x", "notes/fish": "→ ../shared"}
WHOLE = unicodedata.normalize("NFC", "é")
PIECES = unicodedata.normalize("NFD", "é")

TABLE = (
    one("embed_by_end", "![[img/moon.png]] and ![[assets/img/moon.png|200]]\n", beside=PICTURES),
    one("picture_by_end", "![x](img/moon.png) ![y](../assets/img/moon.png)\n", beside=PICTURES),
    one("page_by_end", "[[pdf/neap tide.pdf#page=3]] [x](pdf/neap%20tide.pdf)\n", beside=PICTURES),
    one("dotted", "![[../assets/img/moon.png]] ![x](./../assets/img/moon.png)\n", beside=PICTURES),
    one("not_from_here", "![x](«RF004 ./img/moon.png»)\n", beside=PICTURES, guessed=None),
    one(
        "linked_folder",
        "[x](fish/eel.md) [y](fish/eel.md#skin) ![z](fish/eel.png)\n",
        beside=LINKED,
    ),
    one("linked_wikilink", "[[fish/eel]] [[notes/fish/eel]]\n", beside=LINKED),
    one("linked_gone", "[x](«RF004 fish/ray.md»)\n", beside=LINKED, guessed=None),
    one(
        "pieces_for_whole",
        f"[[caf{PIECES}]] [x](caf{PIECES}.md)\n",
        beside={f"notes/caf{WHOLE}.md": "x\n"},
    ),
    one(
        "whole_for_pieces",
        f"[[caf{WHOLE}]] [x](caf%C3%A9.md)\n",
        beside={f"notes/caf{PIECES}.md": "x\n"},
    ),
    one(
        "pieces_in_folder",
        f"[[th{PIECES}/eel]] ![[th{PIECES}.png]]\n",
        beside={f"th{WHOLE}/eel.md": "x\n", f"img/th{WHOLE}.png": "x"},
    ),
    one(
        "pieces_in_relation",
        claim("", supports=f"[caf{PIECES}]"),
        beside={f"notes/caf{WHOLE}.md": claim()},
        edges=frozenset({f"notes/a.md supports notes/caf{WHOLE}.md"}),
    ),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_path_leads_to_its_file(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
