"""Write the page of results and its pictures from raw results.

    python benchmarks/report.py [FILES] [--docs docs]

Without FILES it takes all of ``benchmarks/results``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import bench_agents
import bench_argument
import bench_lsp
import source_links.tables as link_tables
from commands import COLD, FLOOR, STORING, WALK, WARM
from growth import growth, per_file
from measuring import Taken, from_json
from peer_tasks import PEERS
from plot import Bar, bars, lines
from targets import KINDS, MOST_GROWTH, Outcome, outcomes

HERE = Path(__file__).parent
Result = dict[str, Any]
HEAD = """# Benchmarks

<!-- Written by benchmarks/report.py from benchmarks/results; run the benchmarks instead. -->

How long codex takes, as ratios: absolute times move with the machine, ratios within one run do not
move much. The *floor* is one Python process that reads every file and loads its front matter with
PyYAML's `CSafeLoader`, and does nothing else. *Walk and stat* is one that only looks at the state
of every file.

Whole processes are timed from the outside, start of Python included, in turn: a round runs each
command once. Numbers are medians over the rounds; what stands in brackets is the least and the most
of single rounds. One more round before them fills the caches of the system and measures memory: the
most that all processes of a command together were seen to hold, or that one of them ever held.
"""
BASES = {
    "corpus": "A real base",
    "large": "A generated base",
    "broken": "A generated base of which nine documents in ten break their schema",
}
GLOSS = """\
*check, no cache* reads everything and keeps nothing; *writes the cache* begins with an empty cache
and fills it; *unchanged* has the cache of a run before. The *hook* is a check of
three files that were changed since the last run; it resolves their links against all files.

"""
GROWTH_GLOSS = """
## Growth

Generated bases, one document in twenty with a fault. The time per file is what a file adds: a base
of 50 files, which takes as long as starting takes, is subtracted.

![Growth](assets/benchmarks-growth.svg)

"""
PEER_GLOSS = """
Nobody else does what codex does, nor does codex do what they do; the table says what each did here.
They ran with their defaults, on a copy of the real base. lychee is on none of the registries that
the others were installed from, so it takes part only where it is installed already.
"""
LINK_GLOSS = """
## Finding sources

Claims of several makes of knowledge bases, linked by `codex link --backfill` with the weights that
it ships with. Half of the works that are named are not in the base, so that a link too many shows.
The citations are those of real records, rendered by a citation style processor; the other bases are
made of invented works, which easily pass for each other: they have second parts, replies, and
siblings of one author and year. Where a text fits several works, neither is asked for. The works
are those of the part `final`, which weights were neither fitted to nor chosen by.

"""
ARGUMENT_GLOSS = """
## The argument of a large base

{claims:,} claims and {edges:,} edges: building the graph with networkx, and what is said of the
claims then. *Rows* turns the graph into an argument; *together* are grounding, standing and
origins. In the shape `random` any claim may hold up any other, which puts most of them on circles;
in `layered` only an earlier one does, in `chain` one of the ten before. Medians of {rounds} rounds,
with the least and the most; the machine had other work to do, so that the times say little by
themselves.

"""
MOST_ARGUMENT = 1.5
LSP_GLOSS = """
## The language server

Round trips of the whole protocol over pipes, from a typed letter to the answer: medians in
milliseconds, with the least and the most, and behind the comma the processor time of the server.
The machine had other work to do, so that the times by the clock say little by themselves. *What
refers to it* is open as well. The bases are a real one and generated ones, one document in twenty
with a fault; the largest had five rounds, the others fifty.

"""
PUBLISHED_GLOSS = """
What matchers of references reach by their authors' account, on data of their own:

"""


def page(results: Sequence[Result], pictures: dict[str, str]) -> Iterator[str]:
    """The parts of the page; what it shows goes into ``pictures`` by file name."""
    yield HEAD
    runs = sorted((r for r in results if r["mode"] == "run"), key=lambda r: KINDS.index(r["kind"]))
    growths = [result for result in results if result["mode"] == "growth"]
    peers = [result for result in results if result["mode"] == "peers"]
    if runs:
        yield from targets_part(runs, growths, peers, pictures)
    for number, result in enumerate(runs):
        yield from run_part(result, number == 0)
    for result in growths:
        yield from growth_part(result, pictures)
    for result in peers:
        yield from peers_part(result, pictures)
    shown = {"links": links_part, "argument": argument_part, "agents": agents_part, "lsp": lsp_part}
    for mode, part in shown.items():
        for result in results:
            if result["mode"] == mode:
                yield from part(result)
    yield from how_part(results)


def targets_part(
    runs: Iterable[Result],
    growths: Iterable[Result],
    peers: Iterable[Result],
    pictures: dict[str, str],
) -> Iterator[str]:
    """All targets in one table and one picture."""
    rows: list[tuple[str, Outcome]] = []
    for result in runs:
        named = f"{result['about']['files']:,}{' broken' * (result['kind'] == 'broken')}"
        rows += [(named, one) for one in outcomes(result["kind"], from_json(result["times"]))]
    for result in growths:
        ratio = growth(grown(result), COLD)
        most = f"time per file, 1k to {result['about']['files'] // 1000}k files"
        rows.append(("generated", Outcome(most, "the shortest", ratio, ratio, ratio, MOST_GROWTH)))
    for result in peers:
        rows += [("peers", one) for one in outcomes("peers", from_json(result["times"]))]
    yield "\n## What it is to show, and what it shows\n\n"
    pictures["benchmarks-targets.svg"] = bars(
        "Measured, as a share of the target: left of the red line it is met",
        " ×",
        [_target_bar(on, one) for on, one in rows],
        mark=1.0,
    )
    yield "![Ratios and targets](assets/benchmarks-targets.svg)\n\n"
    cells = ([named, *one.cells] for named, one in rows)
    yield from table(("base", "what", "measured", "target", "met"), cells)


def _target_bar(on: str, one: Outcome) -> Bar:
    unit = f" ÷ {one.unit}" if one.unit not in ("MB", "the shortest") else ""
    where = f" · {on}" if on[0].isdigit() else ""
    share = one.ratio / one.target
    return Bar(f"{one.what}{unit}{where}", share, one.brief, "a" if one.met else "b")


def run_part(result: Result, first: bool) -> Iterator[str]:
    """The commands on one base."""
    facts = result["about"]
    size = f"{facts['files']:,} files, {facts['bytes'] / 1e6:,.1f} MB"
    yield f"\n## {BASES[result['kind']]}: {size}\n"
    yield f"\n{GLOSS if first else ''}"
    taken = from_json(result["times"])
    rows = (
        (name, f"{one.median * 1e3:,.0f}", one.spread, ratio(one, taken[FLOOR]), f"{one.peak:,.0f}")
        for name, one in taken.items()
    )
    yield from table(("", "median ms", "min–max", "× floor", "peak MB"), rows)


def growth_part(result: Result, pictures: dict[str, str]) -> Iterator[str]:
    """The check on bases of growing size."""
    found = grown(result)
    series = {
        name: {size: found[size][name].median for size in sorted(found)[1:]}
        for name in (COLD, WARM, FLOOR, WALK)
    }
    pictures["benchmarks-growth.svg"] = lines("Seconds by files", ("files", "seconds"), series)
    yield GROWTH_GLOSS
    heads = ("files", "MB", "floor s", "cold s", "× floor", "µs per file", "peak MB")
    more = ("writes the cache s", "unchanged s", "× floor", "× walk and stat")
    yield from table(heads + more, (growth_row(result, size, found) for size in sorted(found)[1:]))


def growth_row(result: Result, size: int, found: dict[int, dict[str, Taken]]) -> Sequence[str]:
    """The cells of one size."""
    taken = found[size]
    floor, cold, warm = taken[FLOOR], taken[COLD], taken[WARM]
    return (
        f"{size:,}",
        f"{result['sizes'][str(size)]['bytes'] / 1e6:,.0f}",
        f"{floor.median:.2f}",
        f"{cold.median:.2f}",
        ratio(cold, floor),
        f"{per_file(found, COLD, size):.0f}",
        f"{cold.peak:,.0f}",
        f"{taken[STORING].median:.2f}",
        f"{warm.median:.2f}",
        ratio(warm, floor),
        ratio(warm, taken[WALK]),
    )


def peers_part(result: Result, pictures: dict[str, str]) -> Iterator[str]:
    """Other tools on the same files."""
    taken = from_json(result["times"])
    about = {peer.name: peer for peer in PEERS}
    ordered = sorted(taken.items(), key=lambda item: item[1].median)
    pictures["benchmarks-peers.svg"] = bars(
        "Seconds on the same files; each step to the right is ten times as long",
        " s",
        [
            Bar(named(name), one.median, f"{one.median:.2f} s", "d" if name in about else "a")
            for name, one in ordered
        ],
    )
    yield f"\n## Other tools on the same {result['about']['files']:,} files\n{PEER_GLOSS}\n"
    yield "![Other tools](assets/benchmarks-peers.svg)\n\n"
    rows = []
    for name, one in ordered:
        does = about[name].does if name in about else "all rules that are on by default"
        lacks = about[name].lacks if name in about else "the style of the Markdown"
        seconds = f"{one.median:.2f}"
        rows.append((named(name), seconds, one.spread, ratio(one, taken[COLD]), does, lacks))
    heads = ("", "median s", "min–max ms", "× codex check", "what it does here", "what it does not")
    yield from table(heads, rows)
    listed = ", ".join(f"{name} {each}" for name, each in result["about"]["versions"].items())
    yield f"\nVersions: {listed}.\n"


def links_part(result: Result) -> Iterator[str]:
    """How well sources are found."""
    yield LINK_GLOSS
    found = link_tables.from_json(result)
    cells = (row for layout, one in found.items() for row in link_tables.rows(layout, one))
    yield from table(link_tables.HEADS, cells)
    yield PUBLISHED_GLOSS
    heads = ("matcher", "measured on", "P", "R", "F1")
    yield from table(heads, link_tables.published_rows())
    listed = ", ".join(f"{name} {each}" for name, each in result["about"]["packages"].items())
    yield f"\nThe records come from {listed}.\n"


def argument_part(result: Result) -> Iterator[str]:
    """How long it takes to weigh the argument of a large base."""
    yield ARGUMENT_GLOSS.format(**result["about"])
    steps = ("graph", "rows", *bench_argument.TOGETHER)
    rows = []
    for shape, rounds in result["shapes"].items():
        times = [f"{median(each[step] for each in rounds) * 1000:,.0f}" for step in steps]
        found = bench_argument.ratios(rounds, bench_argument.TOGETHER)
        span = f"{median(found):.2f} ({min(found):.2f}–{max(found):.2f})"
        met = "yes" if median(found) <= MOST_ARGUMENT else "no"
        rows.append((shape, *times, span, f"≤ {MOST_ARGUMENT:g}", met))
    heads = ("shape", *(f"{step} ms" for step in steps), "together ÷ graph", "target", "met")
    yield from table(heads, rows)


AGENTS = """
## An agent's reading

Thirty questions and tasks on the project's own base (54 files): find a claim, say why it stands or
what falls, does it exist, add one from a source, repair a finding. Fixed scripts answer them, one
for each kind of task, through `codex mcp` and through plain `grep`, `head`, `cat` and `ls`. What is
counted are the bytes that come back, which an agent has to read. The expected answers are written
down in `benchmarks/agents/tasks.py`; what was to be written is graded by a check without findings,
and by every other line being there still. The scripts read no more than they need, so both figures
are lower bounds, and neither says how clever an agent is. The plain script for repairs is told what
`codex check` says. Descriptions and arguments of the tools, {listing:,} bytes, come on top, once a
session.

"""
"""The words before the table of what agents read."""


def agents_part(result: Result) -> Iterator[str]:
    """What an agent has to read for questions and tasks, by two ways."""
    yield AGENTS.format(listing=result["listing"])
    heads = ("task", "number", "right, mcp", "right, grep", "bytes, mcp", "bytes, grep")
    rows = list(bench_agents.table(result["rows"]))
    yield from table(heads, [row[:6] for row in rows])
    mcp, grep = rows[-1][6:]
    yield "\nBytes are medians of single tasks. "
    yield f"All thirty together: {mcp} by mcp, {grep} by grep.\n"


def lsp_part(result: Result) -> Iterator[str]:
    """How long the language server takes to answer."""
    yield LSP_GLOSS + "\n".join(bench_lsp.table(result["rows"])) + "\n"


def how_part(results: Sequence[Result]) -> Iterator[str]:
    """What was measured with, and how to do it again."""
    timed = [result["about"] for result in results if "python" in result["about"]]
    if timed:
        facts = timed[0]
        yield f"\n## Measured with\n\nPython {facts['python']} on {facts['system']}, "
        yield f"{facts['cores']} cores. How to run it: `benchmarks/README.md` in the repository.\n"


def grown(result: Result) -> dict[int, dict[str, Taken]]:
    """The results of growth by size."""
    return {int(size): from_json(each["times"]) for size, each in result["sizes"].items()}


def named(name: str) -> str:
    """The name of a row beside those of other tools."""
    return f"codex {name}" if name in (COLD, WARM) else name


def ratio(one: Taken, unit: Taken) -> str:
    """How many times as long it takes."""
    return f"{one.median / unit.median:.2f}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table in Markdown."""
    yield f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}\n"
    for row in rows:
        yield f"| {' | '.join(row)} |\n"


def main() -> int:
    """Write the page and the pictures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="*", help="what --json wrote")
    parser.add_argument("--docs", type=Path, default=HERE.parent / "docs")
    options = parser.parse_args()
    files = options.files or sorted((HERE / "results").glob("*.json"))
    results = [json.loads(path.read_text("utf-8")) for path in files]
    pictures: dict[str, str] = {}
    (options.docs / "assets").mkdir(parents=True, exist_ok=True)
    (options.docs / "benchmarks.md").write_text("".join(page(results, pictures)), "utf-8")
    for name, text in pictures.items():
        (options.docs / "assets" / name).write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
