"""What marks the root of a base, and that a guessed root is said."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from bases import MakeBase
from click.testing import CliRunner
from kinds.table import Files, marked

from codex_tools.cli import codex

BASE = {"vault/notes/a.md": "[x](lost.md)\n"}


@dataclass(frozen=True)
class Root:
    """Files that mark a root, and the path that a finding in ``vault/notes/a.md`` has from it."""

    name: str
    marks: Files
    path: str = "notes/a.md"
    said: bool = False


TABLE = (
    Root("git", {"vault/.git/HEAD": "ref: refs/heads/main\n"}),
    Root("git_file", {"vault/.git": "gitdir: ../x\n"}),
    Root("configuration", {"vault/codex.toml": ""}),
    Root("hidden_configuration", {"vault/.codex.toml": ""}),
    Root("obsidian", {"vault/.obsidian/app.json": "{}\n"}),
    Root("foam", {"vault/.foam/templates/x.md": "x\n"}),
    Root("dendron", {"vault/dendron.yml": "version: 5\n"}),
    Root("okf", {"vault/index.md": '---\nokf_version: "0.2"\n---\n* [A](notes/a.md) - a\n'}),
    Root("nearest", {".git/HEAD": "x", "vault/.obsidian/app.json": "{}\n"}),
    Root("index_without_version", {"vault/index.md": "* [A](notes/a.md) - a\n"}, "a.md", said=True),
    Root("none", {}, "a.md", said=True),
)


@pytest.mark.parametrize("case", marked(TABLE))
def test_a_root_is_found_from_a_file(
    case: Root, make_base: MakeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_base({**BASE, **case.marks})
    monkeypatch.chdir(root / "vault/notes")
    arguments = ["check", "--no-cache", "--select", "RF004", "--format", "concise", "a.md"]
    done = CliRunner().invoke(codex, arguments)
    found = {line.split(":")[0] for line in done.stdout.splitlines() if "RF004" in line}
    assert ("root" in done.stderr) is case.said, done.stderr
    assert found == {case.path}, done.stdout
