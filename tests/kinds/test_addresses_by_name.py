"""An address is a path. A note of its name that stands elsewhere is another one until a person says
otherwise: in a vault of Obsidian alone it is meant."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import OBSIDIAN, Variation, marked, one, verify

EEL = {"coast/river/Eel.md": "x\n"}
SECURITY = {"docs/features/security.md": "x\n"}

TABLE = (
    one("another_case", "[x](«RF004 SECURITY.md»)\n", beside=SECURITY, guessed={}),
    one("another_case_above", "[x](«RF004 ../SECURITY.md»)\n", beside=SECURITY, guessed={}),
    one("usual_name", "[x](«RF004 CONTRIBUTING.md»)\n", beside={"docs/CONTRIBUTING.md": "x\n"}),
    one(
        "usual_hyphens",
        "[x](«RF004 Code-of-conduct.md»)\n",
        beside={"docs/CODE_OF_CONDUCT.md": "x\n"},
    ),
    one(
        "same_name",
        "[x](«RF004 Eel.md»)\n",
        beside=EEL,
        guessed="[x](../coast/river/Eel.md)\n",
        edges=frozenset(),
    ),
    one(
        "end_of_path",
        "[x](«RF004 river/Eel.md»)\n",
        beside=EEL,
        guessed="[x](../coast/river/Eel.md)\n",
    ),
    one("definition", "[x]\n\n[x]: «RF004 SECURITY.md»\n", beside=SECURITY),
    one("picture", "![x](map.png)\n", beside={"img/map.png": "x"}),
    one(
        "picture_in_another_case",
        "![x](«RF004 Map.png»)\n",
        beside={"img/map.png": "x"},
        guessed=None,
    ),
    one("from_the_root", "[x](coast/river/Eel.md)\n", beside=EEL),
    one(
        "case_from_the_root",
        "[x](«RF013 coast/river/eel.md»)\n",
        beside=EEL,
        fixed="[x](coast/river/Eel.md)\n",
    ),
    one("vault", "[x](Eel.md) [y](river/eel.md)\n", beside={**EEL, **OBSIDIAN}),
    one("ignored_mark", "[x](Eel.md)\n", beside={**EEL, **OBSIDIAN, ".gitignore": ".obsidian/\n"}),
    Variation(
        "ignored_mark_of_a_vault_within",
        {
            ".gitignore": ".obsidian\n/out/\n",
            "vault/.obsidian/app.json": "{}\n",
            "vault/notes/a.md": "[x](Eel.md)\n",
            "vault/coast/Eel.md": "x\n",
            "plain/a.md": "[x](«RF004 Eel.md»)\n",
            "plain/coast/Eel.md": "x\n",
        },
        guessed=None,
    ),
    one(
        "mark_in_an_ignored_folder",
        "[x](«RF004 Eel.md»)\n",
        beside={**EEL, "out/.obsidian/app.json": "{}\n", ".gitignore": "out/\n"},
        guessed=None,
    ),
    one(
        "wikilink",
        "[[Eel]] [[river/Eel]] [[«RF003 River/eel»]]\n",
        beside=EEL,
        fixed="[[Eel]] [[river/Eel]] [[river/Eel]]\n",
    ),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_an_address_is_no_name(case: Variation, make_base: MakeBase) -> None:
    verify(case, make_base)
