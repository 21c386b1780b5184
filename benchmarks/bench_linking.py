"""Time and memory of the linker on made-up bases, beside the full cross product of fuzzy ratios.

    python benchmarks/bench_linking.py [--sizes 1000x625 10000x6250 40000x25000] [--cdist 4000x2500]

Every size runs in a process of its own, so that its peak memory is its own; the time of making the
sample is not counted, its memory is. `rapidfuzz.process.cdist` compares every claim with every
source; it runs at the size given by `--cdist` and is reckoned in proportion for the others, because
the cross product of the largest takes many minutes. It needs numpy, which the linker does not.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time

SIZES = ("1000x625", "10000x6250", "40000x25000")


def measure(claims: int, sources: int, processes: int) -> dict[str, float]:
    """Match a made-up base of this size and say what it took."""
    from generate_links import generate

    from codex_tools.linking.matcher import LinkSettings, match

    sample = generate(claims, sources)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    settings = LinkSettings(explain=False, processes=processes)
    found = match(sample.claims, sample.sources, settings)
    seconds = time.perf_counter() - start
    written = {(one.claim, source) for one in found for source in one.written()}
    hits = len(written & sample.links)
    return {
        "seconds": seconds,
        "sample_mib": before / 1024,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "child_mib": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
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
    start = time.perf_counter()
    process.cdist(queries, choices, scorer=fuzz.token_set_ratio, workers=processes)
    return {"seconds": time.perf_counter() - start}


def apart(kind: str, size: str, processes: int) -> dict[str, float]:
    """Run one measurement in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--only", kind, size, str(processes)],
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(done.stdout))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", nargs="+", default=SIZES)
    parser.add_argument("--cdist", default="4000x2500")
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
    cross = apart("cdist", options.cdist, options.processes)["seconds"]
    pace = cross / (claims * sources)
    print(f"{options.processes} processes; cdist at {options.cdist}: {cross:.1f} s\n")
    print("| claims x sources | s | ms a claim | peak MiB (sample, child) | found | cdist s | x |")
    print("|---|---|---|---|---|---|---|")
    for size in options.sizes:
        one = apart("match", size, options.processes)
        claims, sources = map(int, size.split("x"))
        cross = pace * claims * sources
        cells = (
            size,
            f"{one['seconds']:.2f}",
            f"{1000 * one['seconds'] / claims:.2f}",
            f"{one['peak_mib']:.0f} ({one['sample_mib']:.0f}, {one['child_mib']:.0f})",
            f"{one['recall']:.1%} at {one['precision']:.1%}",
            f"{cross:.1f}",
            f"{cross / one['seconds']:.0f}",
        )
        print("|", " | ".join(cells), "|", flush=True)


if __name__ == "__main__":
    main()
