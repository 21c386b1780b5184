"""Time and memory of the linker on made-up bases, beside the full cross product of fuzzy ratios.

    python benchmarks/bench_linking.py [--sizes 1000x625 40000x25000] [--cdist 10000x6250]

Every size runs in a process of its own, so that its peak memory is its own; the time of making the
sample is not counted, its memory is. `rapidfuzz.process.cdist` compares every claim with every
source; it runs at the size given by `--cdist` and is reckoned in proportion for the others, because
the cross product of the largest takes many minutes. It needs numpy, which the linker does not.

`own MiB` is the most memory that all processes of a run have had at one time, shared pages counted
once, the sample included. Its texts lie in a file and are read when they are asked for, as those of
a knowledge base are. Beside the ratio of times stands that of processor time, which other work
on the machine disturbs less.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time

_REST = 50
"""So many times as long as a look at the memory takes is the time to the next: it disturbs."""

SIZES = ("1000x625", "10000x6250", "40000x25000")


def measure(claims: int, sources: int, processes: int) -> dict[str, float]:
    """Match a made-up base of this size and say what it took."""
    from generate_links import Shelf, generate

    from codex_tools.linking.matching.matcher import match
    from codex_tools.linking.matching.settings import LinkSettings

    shelf = Shelf()
    sample = generate(claims, sources, shelf=shelf)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, spent = time.perf_counter(), cpu_seconds()
    settings = LinkSettings(explain=False, runners_up=0, processes=processes)
    found = match(sample.claims, sample.sources, settings)
    seconds = time.perf_counter() - start
    written = {(one.claim, source) for one in found for source in one.written()}
    hits = len(written & sample.links)
    return {
        "seconds": seconds,
        "cpu": cpu_seconds() - spent,
        "sample_mib": before / 1024,
        "precision": hits / max(1, len(written)),
        "recall": hits / max(1, len(sample.links)),
    }


def cross_product(claims: int, sources: int, processes: int) -> dict[str, float]:
    """The time of the full cross product of fuzzy ratios on all cores."""
    from generate_links import generate
    from rapidfuzz import fuzz, process

    sample = generate(claims, sources)
    queries = [claim.source_text for claim in sample.claims]
    choices = [f"{source.author} {source.title}" for source in sample.sources]
    start, spent = time.perf_counter(), cpu_seconds()
    process.cdist(queries, choices, scorer=fuzz.token_set_ratio, workers=processes)
    return {"seconds": time.perf_counter() - start, "cpu": cpu_seconds() - spent}


def cpu_seconds() -> float:
    """The processor time of this process and of its children that have ended."""
    return sum(os.times()[:4])


def apart(kind: str, size: str, processes: int) -> dict[str, float]:
    """Run one measurement in a process of its own."""
    from measuring import held_together

    command = [sys.executable, __file__, "--only", kind, size, str(processes)]
    own = 0.0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        while running.poll() is None:
            start = time.perf_counter()
            own = max(own, held_together(running.pid))
            time.sleep(max(0.05, _REST * (time.perf_counter() - start)))
        assert running.stdout is not None
        return {**json.loads(running.stdout.read()), "own_mib": own}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", nargs="+", default=SIZES)
    parser.add_argument("--cdist", default="10000x6250")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        kind, size, processes = options.only
        claims, sources = map(int, size.split("x"))
        run = measure if kind == "match" else cross_product
        print(json.dumps(run(claims, sources, int(processes))))
        return
    claims, sources = map(int, options.cdist.split("x"))
    cross = apart("cdist", options.cdist, options.processes)
    pairs = claims * sources
    print(f"{options.processes} processes; cdist at {options.cdist}: {cross['seconds']:.1f} s\n")
    print(
        "| claims x sources | s | ms a claim | own MiB (sample) | found | cdist s | x | x by cpu |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for size in options.sizes:
        one = apart("match", size, options.processes)
        claims, sources = map(int, size.split("x"))
        times = claims * sources / pairs
        cells = (
            size,
            f"{one['seconds']:.2f}",
            f"{1000 * one['seconds'] / claims:.2f}",
            f"{one['own_mib']:.0f} ({one['sample_mib']:.0f})",
            f"{one['recall']:.1%} at {one['precision']:.1%}",
            f"{times * cross['seconds']:.1f}",
            f"{times * cross['seconds'] / one['seconds']:.0f}",
            f"{times * cross['cpu'] / one['cpu']:.0f}",
        )
        print("|", " | ".join(cells), "|", flush=True)


if __name__ == "__main__":
    main()
