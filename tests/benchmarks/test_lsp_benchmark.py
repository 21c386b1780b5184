"""The benchmark of the language server measures, and its results become a table."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest
from bases import MakeBase

from codex_tools.rules._samples import claim

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_round_trips_are_measured(make_base: MakeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import bench_lsp

    names = [f"tide-{number}" for number in range(4)]
    links = "\n".join(f"See [[{name}]]." for name in names)
    root = make_base({"codex.toml": "", **{f"domains/{n}.md": claim(links) for n in names}})
    row = asyncio.run(bench_lsp.measured(root, rounds=2))
    assert row["notes"] == 4
    assert row["memory"] > 10 * bench_lsp.MB
    assert all(len(each["seconds"]) == 2 for each in row["times"].values())
    lines = bench_lsp.table([row])
    assert lines[0] == "| from a change to the answer | 4 notes |"
    assert len(lines) == len(row["times"]) + 4
    sys.modules.pop("bench_lsp", None)
