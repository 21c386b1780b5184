"""Run all benchmarks one after the other and write the page of results.

    python benchmarks/everything.py BASE --peers FOLDER --folder WORK [--rounds 5] [--quick]

BASE is a real knowledge base; generated ones are kept in WORK. ``--quick`` leaves the bases of more
than ten thousand files out and takes three rounds.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from generate_base import write_base
from growth import SIZES, base_of

HERE = Path(__file__).parent
RESULTS = HERE / "results"
DEFECTS = 0.05
BROKEN = 10_000


def steps(options: argparse.Namespace) -> Iterator[list[str]]:
    """The command lines, without the Python that runs them."""
    rounds = ["--rounds", "3" if options.quick else str(options.rounds)]
    peers = ["--peers", str(options.peers)]
    sizes = [size for size in SIZES if size <= (10_000 if options.quick else max(SIZES))]
    broken = options.folder / f"{BROKEN}-files-broken"
    yield ["run.py", str(options.base), "--kind", "corpus", *peers, *rounds, *kept("run-corpus")]
    if not options.quick:
        large = base_of(max(sizes), DEFECTS, options.folder)
        yield ["run.py", str(large), "--kind", "large", "--rounds", "3", *kept("run-large")]
    if not broken.exists():
        write_base(broken, BROKEN, broken_schema=0.9)
    yield ["run.py", str(broken), "--kind", "broken", *rounds, *kept("run-broken")]
    listed = [str(size) for size in sizes]
    folder = ["--folder", str(options.folder), "--defects", str(DEFECTS)]
    yield ["growth.py", *folder, "--sizes", *listed, "--rounds", "3", *kept("growth")]
    yield ["peers.py", str(options.base), *peers, *rounds, *kept("peers")]
    yield ["report.py"]


def kept(name: str) -> list[str]:
    """The option that keeps the raw results."""
    return ["--json", str(RESULTS / f"{name}.json")]


def main() -> int:
    """Run the steps; the first that fails ends it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("base", type=Path)
    parser.add_argument("--peers", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--folder", type=Path, required=True, metavar="WORK")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    RESULTS.mkdir(exist_ok=True)
    for script, *words in steps(options):
        print(f"\n{script}", flush=True)
        status = subprocess.run([sys.executable, str(HERE / script), *words]).returncode
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main())
