"""Time the check on made-up bases of growing size: does the time per file stay what it is?

    python benchmarks/growth.py [--sizes 1000 3000 10000 30000 100000] [--rounds 3]
        [--defects 0.05] [--folder FOLDER] [--json FILE]

``--folder`` keeps the generated bases, and takes those that are there already.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from commands import COLD, FLOOR, WARM, Commands
from generate_base import share, write_base
from measuring import Taken, about, as_json, in_turn
from targets import MOST_GROWTH

SIZES = (1000, 3000, 10_000, 30_000, 100_000)
START = 50
"""Files of a base so small that its time is what a command takes for any: imports and the like."""
Grown = dict[int, dict[str, Taken]]


def base_of(size: int, defects: float, folder: Path) -> Path:
    """A base of this size, made unless it is there."""
    base = folder / f"{size}-files-{defects:g}"
    if not base.exists():
        unfinished = folder / f"unfinished-{size}"
        write_base(unfinished, size, defects)
        unfinished.rename(base)
    return base


def measure(base: Path, rounds: int) -> dict[str, Taken]:
    """Time the floors and the checks on one base."""
    with tempfile.TemporaryDirectory() as work:
        commands = Commands(base, Path(work))
        return in_turn([*commands.floors(), *commands.checks()], rounds)


def per_file(found: Grown, name: str, size: int) -> float:
    """Microseconds for each file, without what the smallest base takes."""
    least = min(found)
    more = found[size][name].median - found[least][name].median
    return more / (size - least) * 1e6


def growth(found: Grown, name: str) -> float:
    """How much longer a file takes at one size than at another, at most."""
    each = [per_file(found, name, size) for size in found if size > min(found)]
    return max(each) / min(each)


def table(found: Grown) -> str:
    """The results as text."""
    heads = (
        "files",
        "floor s",
        "cold s",
        "× floor",
        "µs/file",
        "peak MB",
        "unchanged s",
        "× floor",
    )
    lines = ["".join(f"{head:>12}" for head in heads)]
    for size, taken in list(found.items())[1:]:
        floor, cold, warm = taken[FLOOR], taken[COLD], taken[WARM]
        row = (
            f"{size:,}",
            f"{floor.median:.2f}",
            f"{cold.median:.2f}",
            f"{cold.median / floor.median:.2f}",
            f"{per_file(found, COLD, size):.0f}",
            f"{cold.peak:,.0f}",
            f"{warm.median:.2f}",
            f"{warm.median / floor.median:.2f}",
        )
        lines.append("".join(f"{cell:>12}" for cell in row))
    named = [(name, growth(found, name)) for name in (COLD, WARM, FLOOR)]
    lines += [f"\n{name}: time per file within {most:.2f} ×" for name, most in named]
    return "\n".join([*lines, f"\nwanted: {COLD} within {MOST_GROWTH} ×"])


def main() -> int:
    """Measure all sizes and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="FILES")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--defects", type=share, default=0.05, help="share of faulty documents")
    parser.add_argument("--folder", type=Path, help="where generated bases are kept")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the raw results there")
    options = parser.parse_args()
    found: Grown = {}
    sizes = {}
    with tempfile.TemporaryDirectory() as work:
        folder = (options.folder or Path(work)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        for size in sorted({START, *options.sizes}):
            base = base_of(size, options.defects, folder)
            found[size] = measure(base, max(1, options.rounds))
            facts = about(base)
            sizes[str(size)] = {"bytes": facts["bytes"], "times": as_json(found[size])}
    print(table(found))
    if options.json:
        kept = {"mode": "growth", "about": {**facts, "files": max(found)}, "sizes": sizes}
        options.json.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
