"""The benchmark for agents: its tasks are right by both ways, and a fault in one is seen."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    for name in [name for name in sys.modules if name.partition(".")[0] == "agents"]:
        monkeypatch.delitem(sys.modules, name)


def test_all_tasks_are_done_with_less_to_read() -> None:
    from bench_agents import rows, table

    found = list(rows(in_process=True))
    assert len(found) == 60
    assert [row for row in found if not row["right"]] == []
    *_, total = table(found)
    assert int(total[6].replace(",", "")) < int(total[7].replace(",", "")) / 4


def test_what_is_not_done_is_not_right(tmp_path: Path) -> None:
    from agents.grading import copy_base, is_right
    from agents.tasks import ADDS, COUNTS, JUDGES, REPAIRS

    assert not is_right(copy_base(tmp_path / "a", ADDS[0]), ADDS[0], "x")
    for number, task in enumerate(REPAIRS):
        root = copy_base(tmp_path / f"repair-{number}", task)
        assert not is_right(root, task, task.path)
        path = root / task.path
        path.write_text(path.read_text() + "More.\n")
        assert not is_right(root, task, task.path)
    assert not is_right(tmp_path, COUNTS[0], 1)
    assert not is_right(tmp_path, JUDGES[0], ("stands", JUDGES[0].challengers))
