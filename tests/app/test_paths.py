"""Which files the paths of a command line name."""

from __future__ import annotations

import pytest
from bases import MakeBase
from click.testing import CliRunner

from codex_tools.cli import codex

PATHS = ("tides/a.md", "tides/low/b.md", "tides-old/c.md", "tides.md", "old/tides/d.md")
FILES = dict.fromkeys(PATHS, "Text.\n")


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (["tides"], {"tides/a.md", "tides/low/b.md"}),
        (["tides/"], {"tides/a.md", "tides/low/b.md"}),
        (["tides.md"], {"tides.md"}),
        (["tides/low", "tides-old"], {"tides/low/b.md", "tides-old/c.md"}),
        (["tides/low/b.md"], {"tides/low/b.md"}),
        (["old/tides/../tides"], {"old/tides/d.md"}),
        (["."], set(FILES)),
    ],
)
def test_a_folder_names_what_is_in_it_and_not_what_begins_alike(
    make_base: MakeBase, given: list[str], named: set[str]
) -> None:
    root = make_base(FILES)
    words = ["check", "--root", str(root), "--show-files", *(f"{root}/{each}" for each in given)]
    done = CliRunner().invoke(codex, words)
    assert done.exit_code == 0, done.output
    assert set(done.output.split()) == named
