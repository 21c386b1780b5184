"""Counts what an agent has to read, by ``codex mcp`` and by plain ``grep``, and grades the answers.

    python benchmarks/bench_agents.py [--json benchmarks/results/agents.json]

The agents are fixed scripts, one for each kind of task, so that the figures can be had again: they
say what the doors cost and whether they lead to the answer, not how clever a model is. Each task is
done on a fresh copy of the project's own base, by a server of its own over standard input and
output.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import anyio
from agents import by_grep, by_mcp
from agents.grading import copy_base, is_right
from agents.tasks import TASKS, Task
from mcp import Client, StdioServerParameters, stdio_client

from codex_tools.mcp.server import build_server
from codex_tools.mcp.session import Session
from codex_tools.settings import load_settings

Row = dict[str, Any]


def rows(in_process: bool = False) -> Iterator[Row]:
    """Yield for each task and each way whether the answer was right, and the bytes read."""
    for kind, tasks in TASKS.items():
        for number, task in enumerate(tasks):
            for way in ("mcp", "grep"):
                with TemporaryDirectory() as place:
                    root = copy_base(Path(place) / "base", task)
                    found, read = _done(root, way, task, in_process)
                    right = is_right(root, task, found)
                yield {"kind": kind, "task": number, "way": way, "right": right, "bytes": read}


def _done(root: Path, way: str, task: Task, in_process: bool) -> tuple[object, int]:
    if way == "grep":
        return by_grep.answer(root, task)

    async def run() -> tuple[object, int]:
        async with Client(_server(root, in_process)) as client:
            return await by_mcp.answer(client, task)

    return anyio.run(run)


def _server(root: Path, in_process: bool) -> Any:
    if in_process:
        return build_server(Session(root, load_settings, allow_writes=True))
    words = ["-m", "codex_tools", "mcp", "--allow-writes", "--root", str(root)]
    return stdio_client(StdioServerParameters(command=sys.executable, args=words))


def listing_size() -> int:
    """Return the bytes of names, descriptions and arguments of all tools, read once a session."""
    from codex_tools.mcp.calling import tool_of
    from codex_tools.mcp.tools import __path__ as folders

    names = [path.stem for path in Path(folders[0]).glob("[a-z]*.py")]
    tools = {name: tool_of(name) for name in names}
    told = [[name, each.description, dict(each.arguments)] for name, each in tools.items()]
    return len(json.dumps(told, ensure_ascii=False).encode())


def table(found: list[Row]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each kind of task and one for all: tasks, right answers, bytes of both."""
    for kind in [*TASKS, "all"]:
        some = [row for row in found if kind in (row["kind"], "all")]
        by_way = {way: [row for row in some if row["way"] == way] for way in ("mcp", "grep")}
        right = [f"{sum(row['right'] for row in each)}" for each in by_way.values()]
        read = [median(row["bytes"] for row in each) for each in by_way.values()]
        total = [sum(row["bytes"] for row in each) for each in by_way.values()]
        yield (
            kind,
            f"{len(by_way['mcp'])}",
            *right,
            *(f"{each:,.0f}" for each in read),
            *(f"{each:,}" for each in total),
        )


def main() -> int:
    """Do all tasks, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="where to write the raw results")
    options = parser.parse_args()
    found = list(rows())
    result = {"mode": "agents", "listing": listing_size(), "rows": found, "about": {}}
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    for line in table(found):
        print("  ".join(f"{cell:>14}" for cell in line))
    print(f"tools: {result['listing']:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
