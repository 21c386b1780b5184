"""Times the argument of a large base as multiples of building its graph.

    python benchmarks/bench_argument.py [--claims 100000] [--edges 500000] [--rounds 5]
                                        [--json benchmarks/results/argument.json]

Building is one ``add_node`` and one ``add_edge`` each with the attributes that a base gives them.
Each round builds the graph anew and then answers all questions about it, so that both sides meet
the same machine. Figures are medians, with the lowest and the highest of the rounds; the ratio is
that of each round.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import TypeAlias

import networkx

from codex_tools.argument.from_graph import argument_of
from codex_tools.argument.grounding import classify, ground
from codex_tools.argument.origins import count_origins
from codex_tools.argument.standing import weigh

Graph: TypeAlias = "networkx.MultiDiGraph[str]"
Attributes: TypeAlias = Mapping[str, object]
Nodes: TypeAlias = list[tuple[str, Attributes]]
Edges: TypeAlias = list[tuple[str, str, Attributes]]
RELATIONS: tuple[tuple[str, str, bool, int], ...] = (
    ("supports", "backs", False, 40),
    ("depends_on", "leans-on", False, 10),
    ("challenges", "attacks", False, 5),
    ("challenged_by", "attacks", True, 5),
    ("related", "", False, 40),
)
"""Name, polarity, inverse, and the share of the edges between claims in percent."""

SHAPES = ("random", "layered", "chain")


def declared(shape: str, claims: int, edges: int) -> tuple[Nodes, Edges]:
    """Return nodes and edges of a base: a source for each three claims, half of these cite one.

    In a ``random`` base any claim may be held up by any other, which puts most of them on circles;
    in a ``layered`` one only by an earlier one, in a ``chain`` by one of the ten before it.
    """
    chance = random.Random(0)
    names = [f"domains/topic-{number % 20}/claim-{number}.md" for number in range(claims)]
    sources = [f"inbox/archive/source-{number}.md" for number in range(claims // 3)]
    nodes: Nodes = [(name, claim(chance)) for name in names]
    nodes += [(name, {"role": "source", "kind": "source", "title": name}) for name in sources]
    cited: Edges = [
        (name, chance.choice(sources), attributes("sourced_from", "backs", True))
        for name in names[::2]
    ]
    between = [pair(shape, chance, names) for _ in range(edges - len(cited))]
    return nodes, cited + [oriented(chance, *ends) for ends in between]


def claim(chance: random.Random) -> Attributes:
    """Return the attributes of a claim."""
    rank = chance.choice((1, 2, 3, 4, None))
    return {"role": "claim", "kind": "claim", "title": "a claim", "domain": "any", "rank": rank}


def attributes(relation: str, polarity: str, inverse: bool) -> Attributes:
    """Return the attributes of an edge."""
    return {
        "relation": relation,
        "origin": "front matter",
        "date": "",
        "polarity": polarity,
        "inverse": inverse,
    }


def pair(shape: str, chance: random.Random, names: list[str]) -> tuple[str, str]:
    """Return two claims, the first of which holds the other one up."""
    if shape == "random":
        return chance.choice(names), chance.choice(names)
    after = chance.randrange(1, len(names))
    lowest = max(0, after - 10) if shape == "chain" else 0
    return names[chance.randrange(lowest, after)], names[after]


def oriented(chance: random.Random, holder: str, held: str) -> tuple[str, str, Attributes]:
    """Return an edge of some relation between two claims."""
    weights = [row[3] for row in RELATIONS]
    relation, polarity, inverse, _ = chance.choices(RELATIONS, weights)[0]
    back = inverse or polarity == "leans-on"
    ends = (held, holder) if back else (holder, held)
    return *ends, attributes(relation, polarity, inverse)


def build(nodes: Nodes, edges: Edges) -> Graph:
    """Return the graph."""
    graph: Graph = networkx.MultiDiGraph()
    for name, told in nodes:
        graph.add_node(name, **told)
    for source, target, told in edges:
        graph.add_edge(source, target, **told)
    return graph


def one_round(nodes: Nodes, edges: Edges) -> Iterator[tuple[str, float]]:
    """Yield what was done and how long it took."""
    results: list[object] = []

    def timed(name: str, work: Callable[[], object]) -> tuple[str, float]:
        gc.collect()
        start = time.perf_counter()
        results.append(work())
        return name, time.perf_counter() - start

    yield timed("graph", lambda: build(nodes, edges))
    graph = results.pop()
    assert isinstance(graph, networkx.MultiDiGraph)
    yield timed("rows", lambda: argument_of(graph))
    argument = argument_of(graph)
    grounded = ground(argument)
    yield timed("grounding", lambda: classify(argument, ground(argument).held))
    yield timed("standing", lambda: weigh(argument, grounded))
    yield timed("origins", lambda: count_origins(argument, grounded.held))


TOGETHER = ("grounding", "standing", "origins")
Round: TypeAlias = Mapping[str, float]


def table(rounds: Sequence[Round]) -> Iterator[str]:
    """Yield the rows of a table for one shape."""
    for name in rounds[0]:
        yield row(name, [each[name] * 1000 for each in rounds], "ms")
    for title, names in (("together", TOGETHER), ("with rows", ("rows", *TOGETHER))):
        yield row(f"{title} ÷ graph", ratios(rounds, names), "")


def ratios(rounds: Sequence[Round], names: Sequence[str]) -> list[float]:
    """Return how many times as long as building the graph some steps take, in each round."""
    return [sum(each[name] for name in names) / each["graph"] for each in rounds]


def row(name: str, figures: list[float], unit: str) -> str:
    """Return a row: median, lowest, highest."""
    return f"  {name:18} {median(figures):8.2f} {unit:2}  ({min(figures):.2f}–{max(figures):.2f})"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--edges", type=int, default=500_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--shape", choices=SHAPES, action="append")
    parser.add_argument("--json", type=Path, help="write the figures there as well")
    options = parser.parse_args()
    shapes: dict[str, list[dict[str, float]]] = {}
    print(f"{options.claims:,} claims, {options.edges:,} edges; {options.rounds} rounds")
    for shape in options.shape or SHAPES:
        given = declared(shape, options.claims, options.edges)
        print(f"{shape}:")
        rounds = [dict(one_round(*given)) for _ in range(options.rounds)]
        print("\n".join(table(rounds)))
        shapes[shape] = rounds
    if options.json:
        about = {"claims": options.claims, "edges": options.edges, "rounds": options.rounds}
        result = {"mode": "argument", "about": about, "shapes": shapes}
        options.json.write_text(json.dumps(result, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
