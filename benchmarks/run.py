"""Time whole commands against the floor, in one run, as ratios: ``python benchmarks/run.py BASE``.

Each command runs as a process of its own, in turn with all others, and the median counts. Absolute
times move with the machine; ratios within one run do not move much.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
"""Without switches such as ``PYTHONDONTWRITEBYTECODE``, under which nobody would install it."""

CODEX = [sys.executable, "-m", "codex_tools"]


def commands(base: Path) -> dict[str, list[str]]:
    """Return what is timed, by name; ``floor`` and ``empty`` are what ratios refer to."""
    root = ["--root", str(base)]
    return {
        "empty": [sys.executable, "-c", "pass"],
        "floor": [sys.executable, str(HERE / "floor.py"), str(base)],
        "codex --version": [*CODEX, "--version"],
        "codex check": [*CODEX, "check", *root],
        "codex link": [*CODEX, "link", *root],
        "codex graph export": [*CODEX, "graph", "export", *root],
    }


def measure(base: Path, rounds: int) -> dict[str, list[float]]:
    """Return the seconds that each command took in each round."""
    times: dict[str, list[float]] = {name: [] for name in commands(base)}
    nothing = subprocess.DEVNULL
    for _ in range(rounds):
        for name, command in commands(base).items():
            start = time.perf_counter()
            subprocess.run(command, stdout=nothing, stderr=nothing, env=ENVIRONMENT)
            times[name].append(time.perf_counter() - start)
    return times


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", type=Path, help="the knowledge base to measure on")
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    times = measure(options.base.resolve(), options.rounds)
    floor, empty = median(times["floor"]), median(times["empty"])
    print(
        f"{'command':20} {'median ms':>10} {'min':>7} {'max':>7} {'× floor':>8} {'+ empty ms':>11}"
    )
    for name, taken in times.items():
        middle = median(taken)
        print(
            f"{name:20} {middle * 1e3:10.0f} {min(taken) * 1e3:7.0f} {max(taken) * 1e3:7.0f}"
            f" {middle / floor:8.2f} {(middle - empty) * 1e3:11.0f}"
        )


if __name__ == "__main__":
    main()
