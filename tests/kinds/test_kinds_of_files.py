"""No reference is turned to another kind of file, and none to the file that it stands in."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import Variation, claim, marked, one, verify

TABLE = (
    one(
        "picture",
        "![[«RF001 eel skin.png»]]\n",
        beside={"notes/eel skin.md": "![[«RF001 eel skin.png»]]\n"},
    ),
    one("markdown_picture", "![x](«RF004 ../img/eel.png»)\n", beside={"img/eel.md": "x\n"}),
    one("program", "[x](«RF004 src/tide.cpp»)\n", beside={"notes/src/tide.md": "x\n"}),
    one("program_by_name", "[[«RF001 tide.cpp»]]\n", beside={"notes/tide cpp.md": "x\n"}),
    one("page", "[x](«RF004 holm-2020.pdf»)\n", beside={"notes/holm-2020.md": "x\n"}),
    one("sound", "![[«RF001 gull cry.mp3»]]\n", beside={"notes/gull-cry mp3.md": "x\n"}),
    one("page_about_it", "[[«RF001 gull cry»]]\n", beside={"notes/gull cry.mp3": "x"}),
    one(
        "title_of_note",
        "![[«RF001 The gulls cry at dawn.wav»]]\n",
        beside={"notes/g.md": "# The gulls cry at dawn.wav\n"},
        guessed=None,
    ),
    one(
        "other_picture_format",
        "![[«RF001 chart of 1953.jpg»]]\n",
        beside={"img/chart of 1953.md": "x\n", "img/chart of 1953.jpeg": "x"},
        guessed="![[chart of 1953.jpeg]]\n",
    ),
    Variation("itself_by_form", {"notes/harbour-lights.md": "See [[«RF001 Harbour Lights!»]].\n"}),
    Variation(
        "itself_by_title",
        {"notes/h.md": "# The harbour lights burn\n\nSee [[«RF001 The harbour lights burn»]].\n"},
    ),
    Variation(
        "itself_by_likeness",
        {"notes/moon pulls all the tides.md": "See [[«RF001 moon pulls the tides»]].\n"},
    ),
    Variation(
        "itself_in_relation",
        {"notes/eels-shed-skin.md": claim("", supports="[«RF007 Eels shed skin!»]")},
    ),
    one(
        "exact_ones_stay",
        "![[eel.png]] [x](eel.png) [[eel]]\n",
        beside={"notes/eel.png": "x", "notes/eel.md": "x\n"},
    ),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_file_is_not_taken_for_another(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
