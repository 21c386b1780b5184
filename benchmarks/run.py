"""Time whole commands of codex against the floors, in one run, as ratios.

    python benchmarks/run.py BASE [--kind corpus|large|broken] [--rounds 9] [--json FILE]
        [--peers FOLDER]

Each command runs as a process of its own, in turn with all others, and the median counts. Absolute
times move with the machine; ratios within one run do not move much. ``--peers`` is a folder that
``peers.py --install`` made, for its flake8.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

from commands import FLOOR, Commands
from measuring import Task, about, as_json, in_turn, table
from targets import KINDS, kind_of, summary


def tasks(base: Path, work: Path, peers: Path | None) -> list[Task]:
    """Everything that is timed on a base."""
    beside = [str(Path(sys.executable).parent)]
    path = [str(peers / "venv" / "bin")] if peers else []
    flake8 = next(filter(None, (shutil.which("flake8", path=p) for p in path + beside)), None)
    commands = Commands(base, work)
    floors = commands.floors(flake8 or shutil.which("flake8"))
    return [*floors, *commands.checks(), *commands.hooks(), *commands.others()]


def main() -> int:
    """Print the table, and the targets beside what was measured."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("base", type=Path, help="the knowledge base to measure on")
    parser.add_argument("--kind", choices=KINDS, help="which targets count; by its size without")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the raw results there")
    parser.add_argument(
        "--peers", type=Path, metavar="FOLDER", help="where the peers are installed"
    )
    options = parser.parse_args()
    facts = about(options.base)
    kind = kind_of(facts["files"], options)
    with tempfile.TemporaryDirectory() as work:
        todo = tasks(options.base.resolve(), Path(work), options.peers)
        taken = in_turn(todo, max(1, options.rounds))
    print(f"{facts['files']:,} files, {facts['bytes'] / 1e6:,.1f} MB, {facts['cores']} cores\n")
    print(f"{table(taken, FLOOR)}\n\n{summary(kind, taken)}")
    if options.json:
        kept = {"mode": "run", "kind": kind, "about": facts, "times": as_json(taken)}
        options.json.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
