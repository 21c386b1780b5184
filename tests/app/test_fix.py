"""`codex check --fix`: what is repaired, what stays, and that no reference is ever lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bases import MakeBase
from click.testing import CliRunner

from codex_tools.app.check import check
from codex_tools.app.workspace import load
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.cli import codex
from codex_tools.rules._samples import claim, source
from codex_tools.settings import load_settings

BASE = {
    "domains/spring-tides-follow-the-moon.md": claim(
        "See [[Harbours need gauges!|this]] and `[[Harbours need gauges!]]`.\n",
        sourced_from="inbox/archive/2025-sample-tides.md",
    ),
    "domains/harbours-need-gauges.md": claim("Some do [[not there]].\n"),
    "inbox/archive/2025-sample-tides.md": source("Tables of a year.\n", status="partial"),
}


def run(root: Path, *arguments: str, status: int) -> str:
    result = CliRunner().invoke(codex, ["check", "--root", str(root), *arguments])
    assert result.exit_code == status, result.output
    return result.output


def test_fix_repairs_and_reports_what_is_left(make_base: MakeBase) -> None:
    root = make_base(BASE)
    selected = [flag for code in ("RF", "PV001", "SC007") for flag in ("--select", code)]
    output = run(root, "--fix", *selected, status=1)
    assert "3 repairs in 2 files" in output
    assert "RF001" in output
    first = (root / "domains/spring-tides-follow-the-moon.md").read_text()
    assert "[[harbours-need-gauges|this]] and `[[Harbours need gauges!]]`" in first
    second = (root / "inbox/archive/2025-sample-tides.md").read_text()
    assert "status: processing\n" in second
    assert "claims_extracted:\n  - spring-tides-follow-the-moon\n" in second


def test_a_diff_writes_nothing_and_can_be_applied(make_base: MakeBase) -> None:
    root = make_base(BASE)
    before = {path: path.read_bytes() for path in root.rglob("*.md")}
    diff = run(root, "--diff", "--select", "RF003", status=1)
    assert {path: path.read_bytes() for path in root.rglob("*.md")} == before
    subprocess.run(["git", "apply", "-"], input=diff, cwd=root, check=True, text=True)
    run(root, "--diff", "--select", "RF003", status=0)


def test_a_guess_is_made_only_when_asked_for(make_base: MakeBase) -> None:
    text = claim("See [[harbours-need-guages]].\n")
    root = make_base({**BASE, "domains/spring-tides-follow-the-moon.md": text})
    run(root, "--fix", "--select", "RF001", status=1)
    assert (root / "domains/spring-tides-follow-the-moon.md").read_text() == text
    run(root, "--fix", "--unsafe-fixes", "--select", "RF001", status=1)
    after = (root / "domains/spring-tides-follow-the-moon.md").read_text()
    assert after == text.replace("harbours-need-guages", "harbours-need-gauges")


def test_where_nothing_can_be_repaired_that_is_said(make_base: MakeBase) -> None:
    output = run(make_base(BASE), "--fix", "--select", "RF011", status=0)
    assert output.startswith("Nothing was repaired.\n")


def test_a_diff_says_how_many_guesses_there_are_and_what_makes_them(make_base: MakeBase) -> None:
    see = claim("See [[harbours-need-guages]].\n")
    both = claim("See [[harbours-need-guages]] and [[Harbours need gauges!]].\n")
    name = "domains/spring-tides-follow-the-moon.md"
    root = make_base({**BASE, name: see})
    chosen = ("--select", "RF001,RF003")
    guesses = "Nothing would be repaired. 1 can be repaired with --unsafe-fixes.\n"
    assert run(root, "--diff", *chosen, status=0) == guesses
    assert run(root, "--fix", "--diff", *chosen, status=0) == guesses
    with_guesses = run(root, "--diff", "--unsafe-fixes", *chosen, status=1)
    assert with_guesses.endswith("1 repair in 1 file would be made.\n")
    (root / name).write_text(both)
    safe = "1 repair in 1 file would be made. 1 more can be repaired with --unsafe-fixes.\n"
    assert run(root, "--diff", *chosen, status=1).endswith(safe)
    assert run(root, "--diff", "--select", "RF011", status=0) == "Nothing would be repaired.\n"


@pytest.fixture
def copy(corpus: Path, tmp_path: Path) -> Path:
    root = tmp_path / "copy"
    shutil.copytree(corpus, root)
    for path in (root, *root.rglob("*")):
        path.chmod(path.stat().st_mode | 0o200)
    return root


def references(base: KnowledgeBase) -> dict[str, int]:
    return {path: len(note.links) for path, note in base.notes.items()}


def test_no_fix_removes_a_reference_from_the_real_knowledge_base(copy: Path) -> None:
    settings = load_settings(copy)
    before = load(settings)
    command = [sys.executable, "-m", "codex_tools", "check", "--fix", "--root", str(copy)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    after = load(settings)
    had, has = references(before), references(after)
    assert [path for path in had if has[path] < had[path]] == []
    loose = len(after.links.fields.loose) + len(after.links.bodies.loose)
    assert loose <= 0.1 * (len(before.links.fields.loose) + len(before.links.bodies.loose))
    assert len(after.links.broken) <= len(before.links.broken)
    once = {path: path.read_bytes() for path in copy.rglob("*.md")}
    subprocess.run(command, capture_output=True, text=True)
    assert {path: path.read_bytes() for path in copy.rglob("*.md")} == once


def test_a_file_name_that_is_not_utf8_stops_no_other_fix(make_base: MakeBase) -> None:
    root = make_base(BASE)
    odd = os.fsdecode(os.fsencode(root) + b"/domains/bad\xff.md")
    Path(odd).write_text(claim(sourced_from="inbox/archive/2025-sample-tides.md"))
    output = run(root, "--fix", "--select", "PV001", status=1)
    assert "1 repair in 1 file" in output
    assert "Not made" in output


def test_a_file_that_is_saved_between_the_check_and_the_fix_is_left_alone(
    make_base: MakeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_base({"a.md": "\ufeff# Tides\n"})

    def check_and_save(*arguments: object) -> object:
        report = check(*arguments)  # type: ignore[arg-type]
        (root / "a.md").write_text("# Tides\n\nSaved by an editor.\n")
        return report

    monkeypatch.setattr("codex_tools.app.check.check", check_and_save)
    output = run(root, "--fix", "--select", "IO", status=0)
    assert "changed while it was worked on" in output
    assert (root / "a.md").read_text() == "# Tides\n\nSaved by an editor.\n"


def test_a_file_of_nothing_but_a_byte_order_mark_is_mended(make_base: MakeBase) -> None:
    root = make_base({"a.md": "\ufeff"})
    run(root, "--fix", "--select", "IO", "--fail-on", "info", status=0)
    assert (root / "a.md").read_bytes() == b""


def test_a_path_that_is_gone_is_not_safely_that_of_a_namesake(make_base: MakeBase) -> None:
    root = make_base(
        {
            "domains/a.md": claim(sourced_from="[inbox/archive/2024/report.md]"),
            "inbox/archive/2025/report.md": source(),
            "domains/b.md": claim("[[inbox/archive/2024/report]]\n"),
        }
    )
    before = {path: path.read_bytes() for path in root.rglob("*.md")}
    run(root, "--fix", "--select", "RF", "--select", "PV", status=1)
    assert {path: path.read_bytes() for path in root.rglob("*.md")} == before


def test_an_inverse_with_an_empty_table_is_a_relation_too(make_base: MakeBase) -> None:
    config = '[relations]\nrefutes = {target-kinds = ["claim"], inverse = "refuted_by"}\n'
    config += "refuted_by = {}\n"
    root = make_base(
        {"codex.toml": config, "domains/a.md": claim(refutes="[b]"), "domains/b.md": claim()}
    )
    assert "1 repair in 1 file" in run(root, "--fix", "--select", "ED006", status=0)
    assert "refuted_by:\n  - a\n" in (root / "domains/b.md").read_text()
    run(root, "--select", "ED006", "--select", "RF", status=0)


def test_an_inverse_of_two_relations_is_that_of_neither(make_base: MakeBase) -> None:
    config = '[relations.p]\ninverse = "z"\n[relations.q]\ninverse = "z"\n[relations.z]\n'
    root = make_base(
        {"codex.toml": config, "domains/a.md": claim(q="[b]"), "domains/b.md": claim()}
    )
    before = (root / "domains/a.md").read_text()
    run(root, "--fix", "--select", "ED006", status=0)
    assert (root / "domains/a.md").read_text() == before
    assert "z:\n  - a\n" in (root / "domains/b.md").read_text()


def test_fixes_write_in_the_style_of_the_settings(make_base: MakeBase) -> None:
    root = make_base(
        {
            "codex.toml": 'link-style = "wikilink"\n',
            "domains/a.md": claim(),
            "inbox/archive/s.md": source(claims_extracted="[a]"),
        }
    )
    run(root, "--fix", "--select", "PV002", status=0)
    assert "sourced_from:\n  - '[[s]]'\n" in (root / "domains/a.md").read_text()


def test_a_kind_without_types_breaks_nothing(make_base: MakeBase) -> None:
    config = "[kinds.claim]\ntypes = []\n"
    root = make_base({"codex.toml": config, "domains/a.md": claim(type="insight")})
    assert "1 file checked" in run(root, "--select", "ALL", status=1)


def test_a_map_is_no_claim_whether_or_not_another_note_says_so(make_base: MakeBase) -> None:
    root = make_base({"domains/a.md": claim(), "domains/_map.md": "# Map\n"})
    run(root, "--select", "FM001", status=0)
