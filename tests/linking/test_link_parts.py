"""A backfill in parts, and words for why nothing is linked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bases import MakeBase, with_outcome
from click.testing import CliRunner
from disk_base import many

from codex_tools.cli import codex


def run(root: Path, *arguments: str) -> str:
    options = ["--root", str(root), "--no-cache", "--no-git"]
    result = CliRunner().invoke(codex, ["link", *arguments, *options])
    assert result.exit_code == 0, result.output
    return result.stdout


def planned(root: Path, *arguments: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(run(root, *arguments, "--format", "json"))
    return data


def test_a_limit_cuts_a_backfill_into_parts(make_base: MakeBase) -> None:
    root = make_base(many(12, linked=False))
    whole = [each["claim"] for each in with_outcome(planned(root), "write")]
    parts = []
    while found := with_outcome(planned(root, "--limit", "5"), "write"):
        parts.append([each["claim"] for each in found])
        run(root, "--backfill", "--limit", "5")
    assert [len(part) for part in parts] == [5, 5, 2]
    assert [claim for part in parts for claim in part] == whole


def test_paths_choose_the_claims(make_base: MakeBase) -> None:
    files = many(6, linked=False)
    root = make_base(files)
    name = sorted(path for path in files if path.startswith("domains/"))[2]
    assert [each["claim"] for each in with_outcome(planned(root, str(root / name)), "write")] == [
        name
    ]
    assert len(with_outcome(planned(root, str(root / "domains")), "write")) == 6


def test_why_nothing_is_linked(make_base: MakeBase) -> None:
    assert "No document counts as a claim" in run(make_base({"a.md": "# A\n"}))
    linked = make_base(many(3))
    run(linked, "--backfill")
    assert "All of the 3 claims name their sources" in run(linked)
    (linked / "domains/x.md").write_text("---\ntype: claim\nsource: hearsay\n---\n\nNothing.\n")
    assert "1 claim has no link: none reaches" in run(linked)


def test_flags_that_do_not_go_together(make_base: MakeBase) -> None:
    root = str(make_base(many(2)))
    for arguments in (["--limit", "2", "--evaluate"], [root, "--explain", "x"]):
        result = CliRunner().invoke(codex, ["link", *arguments, "--root", root])
        assert result.exit_code == 2
        assert "do not go together" in result.output
