"""Files in hidden folders are no part of a base, but a link may lead to them."""

from __future__ import annotations

import pytest
from bases import MakeBase
from kinds.table import OBSIDIAN, Variation, marked, one, verify

HIDDEN = {
    ".github/workflows/check.yml": "x\n",
    ".gitbook/assets/a b.png": "x",
    ".agents/skills/tides/SKILL.md": "# Tides\n\n[[lost]]\n",
    "notes/.attachments/map.png": "x",
    ".editorconfig": "x\n",
}

TABLE = (
    one("file", "[x](../.github/workflows/check.yml)\n", beside=HIDDEN),
    one("folder", "[x](../.github/workflows) [y](../.github/)\n", beside=HIDDEN),
    one("note", "[x](../.agents/skills/tides/SKILL.md)\n", beside=HIDDEN),
    one("from_the_root", "[x](/.github/workflows/check.yml)\n", beside=HIDDEN),
    one("blank", "![x](<../.gitbook/assets/a b.png>)\n", beside=HIDDEN),
    one("near", "![x](.attachments/map.png) ![y](«RF004 .attachments/maps.png»)\n", beside=HIDDEN),
    one("html", '<img src="../.gitbook/assets/a%20b.png">\n', beside=HIDDEN),
    one("file_at_the_root", "[x](../.editorconfig)\n", beside=HIDDEN),
    one("gone", "[x](«RF004 ../.github/workflows/checks.yml»)\n", beside=HIDDEN),
    one("gone_folder", "[x](«RF004 ../.githubs/workflows»)\n", beside=HIDDEN),
    one("no_name", "[[«RF001 SKILL»]] [[«RF001 map.png»]]\n", beside=HIDDEN),
    one(
        "wikilink_path", "[[.agents/skills/tides/SKILL]] ![[.attachments/map.png]]\n", beside=HIDDEN
    ),
    one("of_a_tool", "[x](«RF004 ../.venv/a.txt»)\n", beside={".venv/a.txt": "x"}),
    one(
        "ignored",
        "[x](«RF004 ../.made/a.png»)\n",
        beside={".made/a.png": "x", ".gitignore": ".made\n"},
    ),
    one("vault", "![[.attachments/map.png]]\n", beside={**HIDDEN, **OBSIDIAN}),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_link_may_lead_to_a_hidden_file(case: Variation, make_base: MakeBase) -> None:
    verify(Variation(case.name, case.files, guessed=None), make_base)


def test_older_versions_that_an_app_keeps_are_no_notes(make_base: MakeBase) -> None:
    files = {
        "logseq/config.edn": "{}\n",
        "logseq/bak/pages/eel/2025-05-07.md": "[x](lost.md)\n",
        "pages/bak/a.md": "[x](«RF004 lost.md»)\n",
    }
    verify(Variation("logseq", files, guessed=None), make_base)
