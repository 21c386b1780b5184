"""Time and memory of the linker on made-up bases, beside the full cross product of fuzzy ratios.

    python benchmarks/bench_linking.py [--sizes 1000x625 10000x6250 40000x25000] [--cdist 4000x2500]

Every size runs in a process of its own, so that its peak memory is its own; the time of making the sample is not
counted. `rapidfuzz.process.cdist` compares every claim with every source; it runs at the size given by `--cdist` and is
reckoned in proportion for the others, because the cross product of the largest takes many minutes. Needs numpy for that.
"""

import argparse
import json
import resource
import subprocess
import sys
import time

SIZES = ("1000x625", "10000x6250", "40000x25000")


def measure(claims: int, sources: int) -> dict[str, float]:
    """Match a made-up base of this size and say what it took."""
    from generate_links import generate

    from codex_tools.linking.matcher import match

    sample = generate(claims, sources)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    found = match(sample.claims, sample.sources)
    seconds = time.perf_counter() - start
    written = {(one.claim, source) for one in found for source in one.written()}
    hits = len(written & sample.links)
    return {
        "seconds": seconds,
        "sample_mib": before / 1024,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "precision": hits / max(1, len(written)),
        "recall": hits / max(1, len(sample.links)),
    }


def cross_product(claims: int, sources: int) -> dict[str, float]:
    """The time of the full cross product of fuzzy ratios on all cores."""
    from generate_links import generate
    from rapidfuzz import fuzz, process

    sample = generate(claims, sources)
    queries = [claim.source_text for claim in sample.claims]
    choices = [f"{source.author} {source.title}" for source in sample.sources]
    start = time.perf_counter()
    process.cdist(queries, choices, scorer=fuzz.token_set_ratio, workers=-1)
    return {"seconds": time.perf_counter() - start}


def apart(kind: str, size: str) -> dict[str, float]:
    """Run one measurement in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--only", kind, size], capture_output=True, text=True, check=True
    )
    return dict(json.loads(done.stdout))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", nargs="+", default=SIZES)
    parser.add_argument("--cdist", default="4000x2500")
    parser.add_argument("--only", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        kind, size = options.only
        claims, sources = map(int, size.split("x"))
        print(json.dumps((measure if kind == "match" else cross_product)(claims, sources)))
        return
    claims, sources = map(int, options.cdist.split("x"))
    pace = apart("cdist", options.cdist)["seconds"] / (claims * sources)
    print(f"cdist at {options.cdist}: {pace * claims * sources:.1f} s\n")
    print(
        "| claims x sources | seconds | peak MiB (sample alone) | precision | recall | cdist s | times faster |"
    )
    print("|---|---|---|---|---|---|---|")
    for size in options.sizes:
        one = apart("match", size)
        claims, sources = map(int, size.split("x"))
        cross = pace * claims * sources
        print(
            f"| {size} | {one['seconds']:.2f} | {one['peak_mib']:.0f} ({one['sample_mib']:.0f}) | "
            f"{one['precision']:.3f} | {one['recall']:.3f} | {cross:.1f} | {cross / one['seconds']:.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
