"""The benchmarks: a generated base is what was asked for, and what measures prints its tables."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from codex_tools.cli import codex

ROOT = Path(__file__).resolve().parents[2]
FILES = 60


@pytest.fixture(autouse=True)
def _scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the scripts find each other, as they do when one of them is run."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))


def findings(base: Path, *words: str) -> list[dict[str, Any]]:
    done = CliRunner().invoke(
        codex, ["check", "--root", str(base), "--format", "json-lines", *words]
    )
    assert done.exit_code in (0, 1), done.output
    rows = [json.loads(line) for line in done.output.splitlines() if line.startswith("{")]
    return [row for row in rows if "code" in row]


def contents(base: Path) -> dict[str, bytes]:
    return {
        path.relative_to(base).as_posix(): path.read_bytes()
        for path in base.rglob("*")
        if path.is_file()
    }


def test_a_base_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    from generate_base import write_base

    for name, seed in (("one", 3), ("two", 3), ("other", 4)):
        write_base(tmp_path / name, FILES, 0.2, 0.2, seed)
    one = contents(tmp_path / "one")
    assert len(one) == FILES
    assert one == contents(tmp_path / "two")
    assert one.keys() != contents(tmp_path / "other").keys()


def test_a_base_without_defects_is_clean(tmp_path: Path) -> None:
    from generate_base import write_base

    assert write_base(tmp_path, FILES) == []
    assert findings(tmp_path) == []


def test_each_planted_defect_is_found(tmp_path: Path) -> None:
    from defects import DEFECTS
    from generate_base import write_base

    planted = write_base(tmp_path, 400, defects=0.25)
    assert {each.code for each in planted} == {each.code for each in DEFECTS}
    found = {(row["path"], row["code"]) for row in findings(tmp_path)}
    somewhere = {code for _, code in found}
    for each in planted:  # a longer circle may run through the planted one
        where = somewhere if each.code == "ED007" else {c for p, c in found if p == each.path}
        assert each.code in where, each


def test_nine_documents_in_ten_break_their_schema(tmp_path: Path) -> None:
    from generate_base import write_base

    write_base(tmp_path, 200, broken_schema=0.9)
    rows = findings(tmp_path, "--select", "SC", "--select", "FM005", "--ignore", "SC012")
    assert len({row["path"] for row in rows}) == 180


def test_the_runs_print_their_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import run
    from commands import COLD, FLOOR, HOOK, Commands
    from generate_base import write_base

    base, kept = tmp_path / "base", tmp_path / "run.json"
    write_base(base, FILES)
    before = contents(base)
    words = [str(base), "--kind", "corpus", "--rounds", "1", "--json", str(kept)]
    monkeypatch.setattr(sys, "argv", ["run.py", *words])
    monkeypatch.setattr(Commands, "others", lambda self: [])
    assert run.main() == 0
    printed = capsys.readouterr().out
    assert f"{COLD} ÷ {FLOOR}" in printed
    assert HOOK in printed
    assert json.loads(kept.read_text("utf-8"))["about"]["files"] == FILES
    assert contents(base) == before


def made_up(names: list[str], slowness: float) -> dict[str, Any]:
    pick = random.Random(1).random
    times = {name: [slowness * (1 + pick()) for _ in range(3)] for name in names}
    return {name: {"seconds": each, "peak_mb": 50.0} for name, each in times.items()}


def test_the_report_has_all_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import report
    from commands import COLD, EMPTY, EXPORT, FLOOR, HOOK, STORING, WALK, WARM
    from peer_tasks import PEERS

    names = [FLOOR, WALK, COLD, WARM, STORING, HOOK, EXPORT]
    facts = {"files": 100_000, "bytes": 6e8, "python": "3", "system": "x", "cores": 2}
    sizes = {
        str(size): {"bytes": size, "times": made_up(names, size)} for size in (50, 1000, 100_000)
    }
    others = made_up([COLD, *(peer.name for peer in PEERS)], 1)
    results = [
        {"mode": "run", "kind": "large", "about": facts, "times": made_up([EMPTY, *names], 1)},
        {"mode": "growth", "about": facts, "sizes": sizes},
        {"mode": "peers", "about": facts | {"versions": {"a": "1"}}, "times": others},
    ]
    files = [tmp_path / f"{number}.json" for number in range(3)]
    for path, result in zip(files, results, strict=True):
        path.write_text(json.dumps(result), "utf-8")
    words = [*map(str, files), "--docs", str(tmp_path)]
    monkeypatch.setattr(sys, "argv", ["report.py", *words])
    assert report.main() == 0
    text = (tmp_path / "benchmarks.md").read_text("utf-8")
    pictures = sorted(path.name for path in (tmp_path / "assets").iterdir())
    assert len(pictures) == 3
    for name in pictures:
        ElementTree.parse(tmp_path / "assets" / name)
        assert f"](assets/{name})" in text
    for peer in PEERS:
        assert peer.does in text
