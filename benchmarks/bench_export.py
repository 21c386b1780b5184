"""Times the exporters against the writers of networkx on one generated graph.

    python benchmarks/bench_export.py [--nodes 10000] [--edges 40000] [--rounds 5]

Both sides take the same graph in turn and write to a file in a temporary folder. The figures are
ratios of medians; the spread is the lowest and the highest ratio of a round. The GraphML writer of
networkx is the one that ``networkx.write_graphml`` picks: with lxml where that is installed.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import TypeAlias

import networkx

Graph: TypeAlias = "networkx.MultiDiGraph[str]"
Writer = Callable[[Graph, Path], None]
PHRASE = "agents fail less coherently under pressure; “scaling” lowers risk and raises R&D cost"
WORDS = PHRASE.split(" ")
RELATIONS = ("supports", "challenges", "depends_on", "related", "sourced_from", "links_to")
ORIGINS = ("front matter", "reweave", "body")


def generate(nodes: int, edges: int) -> Graph:
    """Return a graph of claims and sources, built file by file as that of a knowledge base is."""
    chance = random.Random(0)
    paths = [f"domains/topic-{number % 20}/{slug(chance)}-{number}.md" for number in range(nodes)]
    paths.sort()
    graph: Graph = networkx.MultiDiGraph(name="generated", generator="codex")
    for number, path in enumerate(paths):
        graph.add_node(path, **note(chance, number))
    for source in sorted(chance.choices(paths, k=edges)):
        graph.add_edge(source, chance.choice(paths), **link(chance))
    return graph


def slug(chance: random.Random) -> str:
    """Return a file name of some words."""
    return "-".join(word.strip("&;“”") for word in chance.choices(WORDS, k=6))


def note(chance: random.Random, number: int) -> dict[str, object]:
    """Return the attributes of a node."""
    return {
        "kind": "source" if number % 3 == 0 else "claim",
        "title": " ".join(chance.choices(WORDS, k=9)),
        "domain": f"topic-{number % 20}",
        "confidence": chance.choice(("proven", "likely", "experimental", "speculative")),
        "created": f"2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        "status": "processed" if number % 3 == 0 else "",
        "importance": number % 5,
    }


def link(chance: random.Random) -> dict[str, str]:
    """Return the attributes of an edge."""
    origin = chance.choice(ORIGINS)
    date = f"2026-04-{chance.randint(1, 28):02}" if origin == "reweave" else ""
    return {"relation": chance.choice(RELATIONS), "origin": origin, "date": date}


def ours(name: str) -> Writer:
    """Return a function that writes a graph to a file through the exporter ``name``."""
    module = import_module(f"codex_tools.graph.formats.{name}")

    def write(graph: Graph, path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            module.export(graph, stream)

    return write


def node_link(graph: Graph, path: Path) -> None:
    """Write the node-link JSON of networkx as its documentation shows it."""
    with path.open("w", encoding="utf-8") as stream:
        json.dump(networkx.node_link_data(graph, edges="edges"), stream)


def seconds(write: Writer, graph: Graph, path: Path) -> float:
    """Return how long writing takes."""
    gc.collect()
    start = time.perf_counter()
    write(graph, path)
    return time.perf_counter() - start


def compare(name: str, theirs: Writer, graph: Graph, rounds: int) -> str:
    """Return a row of the table: medians, their ratio, the spread of the ratios, the sizes."""
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder, "ours"), Path(folder, "theirs")
        own = ours(name)
        pairs = [
            (seconds(own, graph, files[0]), seconds(theirs, graph, files[1])) for _ in range(rounds)
        ]
        sizes = [file.stat().st_size / 1e6 for file in files]
    mine, other = (median(column) for column in zip(*pairs, strict=True))
    spread = sorted(theirs_took / ours_took for ours_took, theirs_took in pairs)
    times = f"{mine * 1000:8.0f} ms {other * 1000:8.0f} ms {other / mine:7.1f}"
    return f"{name:8} {times}  {spread[0]:.1f}-{spread[-1]:.1f}  {sizes[0]:.1f} / {sizes[1]:.1f} MB"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--nodes", type=int, default=10_000)
    parser.add_argument("--edges", type=int, default=40_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    graph = generate(options.nodes, options.edges)
    lxml = "with" if find_spec("lxml") else "without"
    print(f"{options.nodes} nodes, {options.edges} edges; {options.rounds} rounds; {lxml} lxml")
    print("format       codex    networkx   ratio  spread  size")
    writers: dict[str, Writer] = {
        "graphml": networkx.write_graphml,
        "gexf": networkx.write_gexf,
        "json": node_link,
    }
    for name, theirs in writers.items():
        print(compare(name, theirs, graph, options.rounds))


if __name__ == "__main__":
    main()
