"""A backfill leaves nothing behind that a check would report, and asks where it would."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from bases import MakeBase, findings
from click.testing import CliRunner
from disk_base import many

from codex_tools.app.fix import rewrite
from codex_tools.app.link import linker
from codex_tools.app.link_objections import settle
from codex_tools.app.workspace import load
from codex_tools.cli import codex
from codex_tools.linking.plan import make_plan
from codex_tools.settings import load_settings

FILES = many(3, linked=False)
CLAIM, OTHER = sorted(path for path in FILES if path.startswith("domains"))[:2]
SOURCE = next(path for path in FILES if "slow-glaciers" in path and path.startswith("inbox"))


def run(root: Path, *arguments: str) -> str:
    result = CliRunner().invoke(codex, ["link", "--no-git", "--root", str(root), *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def plan(root: Path) -> dict[str, Any]:
    return dict(json.loads(run(root, "--format", "json")))


def claims_of(made: dict[str, Any], outcome: str) -> list[str]:
    return [each["claim"] for each in made["items"] if each["outcome"] == outcome]


def changed(**texts: tuple[str, str]) -> dict[str, str]:
    """The files, in some of which a text is replaced by another."""
    names = {"claim": CLAIM, "source": SOURCE}
    return FILES | {names[name]: FILES[names[name]].replace(*both) for name, both in texts.items()}


@pytest.fixture
def too_early(make_base: MakeBase) -> Path:
    """A base with a claim that is older than its source."""
    return make_base(changed(claim=("created: 2026-02-01", "created: 2001-02-01")))


@pytest.fixture
def unread(make_base: MakeBase) -> Path:
    """A base with a source that counts as unread."""
    return make_base(changed(source=("status: unprocessed", "status: null-result")))


def test_a_claim_older_than_its_source_is_for_review(too_early: Path) -> None:
    made = plan(too_early)
    (objection,) = made["objections"]
    assert (objection["claim"], objection["source"]) == (CLAIM, SOURCE)
    assert objection["reason"].startswith("PV008 the claim (2001-02-01) is older than its source")
    assert made["counts"]["write"] == 2
    assert made["counts"]["review"] == 1
    assert f"Not written: link {CLAIM} with {SOURCE}\n  PV008 " in run(too_early)


def test_a_link_that_is_objected_to_is_not_written(too_early: Path) -> None:
    before = (too_early / CLAIM).read_bytes()
    output = run(too_early, "--backfill")
    assert (too_early / CLAIM).read_bytes() == before
    assert "2 claims and 2 sources connected (2 new links; 4 files changed)" in output
    assert findings(too_early, "--select", "PV008") == []


def test_a_rule_that_is_switched_off_does_not_object(too_early: Path) -> None:
    (too_early / "codex.toml").write_text('ignore = ["PV008"]\n')
    assert plan(too_early)["objections"] == []


def test_an_objection_against_a_half_of_a_link_leaves_it_as_it_is(too_early: Path) -> None:
    path = too_early / SOURCE
    path.write_text(
        path.read_text("utf-8").replace("---\n#", f"claims_extracted: [{CLAIM}]\n---\n#")
    )
    assert CLAIM not in claims_of(plan(too_early), "one-way")


def test_the_status_of_a_source_is_offered(unread: Path) -> None:
    repairs = plan(unread)["repairs"]
    assert {"title": "write `processed`", "files": [SOURCE]} in repairs
    run(unread, "--backfill")
    assert "null-result" in (unread / SOURCE).read_text("utf-8")


def test_the_status_of_a_source_is_written_where_that_is_asked_for(unread: Path) -> None:
    run(unread, "--backfill", "--fix")
    text = (unread / SOURCE).read_text("utf-8")
    assert "status: processed\n" in text
    assert Path(CLAIM).stem in text


def test_a_repair_asks_for_a_backfill(unread: Path) -> None:
    result = CliRunner().invoke(codex, ["link", "--fix", "--evaluate", "--root", str(unread)])
    assert result.exit_code == 2
    assert "do not go together" in result.output


def test_a_backfill_leaves_nothing_new_to_find(corpus: Path, tmp_path: Path) -> None:
    root = tmp_path / "base"
    shutil.copytree(corpus, root)
    for path in root.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    (root / "codex.toml").touch()

    def codex_tools(*arguments: str) -> str:
        command = [sys.executable, "-m", "codex_tools", *arguments]
        return subprocess.run(command, cwd=root, capture_output=True, text=True).stdout

    codex_tools("check", "--write-baseline")
    assert "new links" in codex_tools("link", "--backfill", "--fix", "--no-git")
    assert ": nothing found" in codex_tools("check").splitlines()[-1]


def test_a_description_for_a_pull_request(too_early: Path) -> None:
    text = run(too_early, "--format", "markdown")
    lines = text.splitlines()
    assert lines[0].startswith("2 claims and 2 sources would be connected (2 new links;")
    assert "## New links (2)" in lines
    assert "## Left to people (1)" in lines
    rows = [line for line in lines if line.startswith("| `domains/")]
    assert len(rows) == 3
    assert all(row.count(" | ") in (2, 3) for row in rows)
    assert any(row.startswith(f"| `{OTHER}` | `inbox/") and "author" in row for row in rows)


def test_a_description_says_what_files_are_called_and_nothing_else(make_base: MakeBase) -> None:
    name = "domains/a|b *c* @somebody.md"
    files = {path: text for path, text in FILES.items() if path != CLAIM} | {name: FILES[CLAIM]}
    text = run(make_base(files), "--format", "markdown")
    assert r"`domains/a\|b *c* @somebody.md`" in text


@pytest.mark.parametrize("flags", [("--diff",), ("--evaluate",), ("--explain", CLAIM)])
def test_a_description_is_one_of_links_alone(too_early: Path, flags: tuple[str, ...]) -> None:
    command = ["link", "--format", "markdown", "--root", str(too_early), *flags]
    assert CliRunner().invoke(codex, command).exit_code == 2


def test_fewer_fixes_come_to_the_same_as_if_the_others_had_never_been(too_early: Path) -> None:
    settings = load_settings(too_early)
    used = linker(load(settings), settings)
    settled, outcome = settle(used, make_plan(used))
    assert settled.objections
    whole = rewrite(settled.fixes, settings)
    assert outcome.files == whole.files
    assert set(outcome.made) == set(whole.made) == set(settled.fixes)
    assert outcome.refused == whole.refused == []
