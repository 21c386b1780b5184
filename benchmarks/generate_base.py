"""Write a made-up knowledge base of any size, the same for the same seed.

    python benchmarks/generate_base.py FOLDER --files 100000 [--defects 0.05]
        [--broken-schema 0.9] [--seed 0]

Claims, sources, entities, maps and plain notes stand in folders by domain, with front matter in
many styles, text, links and code, about as long and as linked as in a real knowledge base. Without
``--defects`` nothing is wrong with it; with it that share of the documents has a fault each.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from defects import Planted, break_schema, plant
from planning import Plan
from prose import Prose
from writing import text_of


def write_base(
    folder: Path, files: int, defects: float = 0.0, broken_schema: float = 0.0, seed: int = 0
) -> list[Planted]:
    """Write a knowledge base of this many files into ``folder`` and return its faults."""
    prose = Prose(files * 2 // 5, seed)
    plan = Plan(files, prose)
    planted = plant(plan, defects, prose.random)
    break_schema(plan, broken_schema, prose.random)
    folders: set[str] = set()
    for doc in plan.documents:
        if doc.folder not in folders:
            folders.add(doc.folder)
            (folder / doc.folder).mkdir(parents=True, exist_ok=True)
        (folder / doc.path).write_bytes(text_of(doc, prose))
    return planted


def share(text: str) -> float:
    """A number from 0 to 1."""
    number = float(text)
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError("a share is from 0 to 1")
    return number


def main() -> int:
    """Write the base that the command line asks for and count its faults."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="a folder that is empty or not there")
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--defects", type=share, default=0.0, help="share of faulty documents")
    parser.add_argument("--broken-schema", type=share, default=0.0, help="share that break theirs")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    if options.files < 50:
        parser.error("a knowledge base of all kinds of documents takes 50 files")
    if options.folder.exists() and any(options.folder.iterdir()):
        parser.error(f"{options.folder} is not empty")
    planted = write_base(
        options.folder, options.files, options.defects, options.broken_schema, options.seed
    )
    print(f"{options.files:,} files in {options.folder}")
    for code, count in sorted(Counter(each.code for each in planted).items()):
        print(f"  {count:7,} × {code}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
