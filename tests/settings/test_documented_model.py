"""The example of a model of one's own in docs/own-model.md does what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bases import MakeBase, findings

from codex_tools.app.workspace import load
from codex_tools.base.fields import Meaning
from codex_tools.model import Role
from codex_tools.settings import load_settings

PAGE = Path(__file__).parents[2] / "docs" / "own-model.md"


@pytest.fixture
def root(make_base: MakeBase) -> Path:
    blocks = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    [example] = [block for block in blocks if "[kinds.thesis]" in block]
    return make_base(
        {
            "codex.toml": example,
            "a.md": "---\ncategory: thesis\ncertainty: high\nmeta: {made: 2026-01-02}\n"
            "backed_by: '[[@ada2025]]'\nstrengthens: '[[b]]'\n---\nBecause.\n",
            "b.md": "---\ncategory: finding\nreference: Ada, 2025\nweakens: '[[a]]'\n---\nSo.\n",
            "@ada2025.md": "---\ntitle: On the tides of the sea\n---\nText.\n",
            "people/ada.md": "---\nborn: 1990\ntags: reading\n---\nA person.\n",
        }
    )


def test_kinds_roles_and_fields_are_those_of_the_page(root: Path) -> None:
    base = load(load_settings(root))
    kinds = {path: note.kind for path, note in base.notes.items()}
    assert kinds == {
        "@ada2025.md": "reading",
        "a.md": "thesis",
        "b.md": "thesis",
        "people/ada.md": "reading",
    }
    assert [note.path for note in base.of_role(Role.CLAIM)] == ["a.md", "b.md"]
    made = base.fields.get(base.notes["a.md"], Meaning.CREATED)
    assert made is not None
    assert (made.name, made.value) == ("meta.made", "2026-01-02")


def test_only_what_the_page_asks_for_is_found(root: Path) -> None:
    found = findings(
        root,
        "--select",
        "PV",
        "--select",
        "ED",
        "--select",
        "RF",
        "--select",
        "SC",
        "--select",
        "FM",
        "--select",
        "CL003",
    )
    assert [(row["path"], row["code"]) for row in found] == [("b.md", "ED006")]
    assert found[0]["message"] == "a.md does not name this file in `weakened_by`"
