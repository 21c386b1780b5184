"""How the code is built: rooms, floors and arrows, sizes, repetitions, and the ways through it.

    python benchmarks/house.py [CHECKOUT] [--json FILE]

Measures the checkout this file is in, or another one; the code of that one is run as it stands
there. A *room* is a module or package at the top level of ``codex_tools``, an *arrow* an import
from one room to another, at run time or inside a function, and a *floor* one more room on the
longest chain of arrows. What is imported for types alone counts nothing.
"""

from __future__ import annotations

import argparse
import ast
import json
import sys
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import grimp
import networkx
from ways import ways

PACKAGE = "codex_tools"
REPEATED = 6
"""Lines from which on a repetition counts."""


def main(arguments: Sequence[str]) -> int:
    """Print the figures of a checkout as a table, and keep them as JSON where that is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("checkout", nargs="?", type=Path, default=Path(__file__).parents[1])
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the figures in FILE")
    options = parser.parse_args(arguments)
    found = figures(options.checkout.resolve())
    print("| measured | figure |\n|---|---|")
    for name, value in found.items():
        print(f"| {name} | {value} |")
    if options.json:
        options.json.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return 0


def figures(checkout: Path) -> dict[str, str]:
    """Return what is measured of a checkout, by its name."""
    texts = {
        path.relative_to(checkout / PACKAGE): path.read_text("utf-8")
        for path in sorted((checkout / PACKAGE).rglob("*.py"))
    }
    graph = rooms(checkout)
    modules = [path for path in texts if path.name != "__init__.py"]
    lines = [text.count("\n") for text in texts.values()]
    at_top = [path for path in modules if len(path.parts) == 1]
    folders = {path.parent for path in texts} - {Path()}
    return {
        "rooms: modules and packages at the top level": f"{len(graph)}",
        "rooms at all levels": f"{len(modules) + len(folders)}",
        "modules at the top level": f"{len(at_top)}",
        "floors: rooms on the longest chain of imports": f"{floors(graph)}",
        "layers of the import contract": f"{layers(checkout)}",
        "arrows: imports between rooms": f"{graph.number_of_edges()}",
        "circles of rooms": f"{circles(graph)}",
        "lines": f"{sum(lines):,}",
        "lines of a file, p50 / p90 / most": spread(lines),
        "lines of a function, p50 / p90 / most": spread(list(functions(texts.values()))),
        f"pairs of repetitions of {REPEATED} lines and more": f"{repetitions(texts)}",
        **ways(checkout),
    }


def rooms(checkout: Path) -> networkx.DiGraph[str]:
    """Return the graph of the imports between the rooms of a checkout."""
    sys.path.insert(0, str(checkout))
    try:
        imports = grimp.build_graph(PACKAGE, exclude_type_checking_imports=True, cache_dir=None)
    finally:
        sys.path.remove(str(checkout))
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    graph.add_nodes_from(each.split(".")[1] for each in imports.modules - {PACKAGE})
    for module in imports.modules - {PACKAGE}:
        for other in imports.find_modules_directly_imported_by(module) - {PACKAGE}:
            graph.add_edge(module.split(".")[1], other.split(".")[1])
    graph.remove_edges_from([(room, room) for room in graph])
    return graph


def floors(graph: networkx.DiGraph[str]) -> int:
    """Return how many rooms are on the longest chain; those of a circle are on one floor."""
    return len(networkx.dag_longest_path(networkx.condensation(graph)))


def circles(graph: networkx.DiGraph[str]) -> int:
    """Return how many groups of rooms import each other."""
    return sum(len(group) > 1 for group in networkx.strongly_connected_components(graph))


def layers(checkout: Path) -> int:
    """Return how many layers the contract for the top level has."""
    table = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))
    contracts = table["tool"]["importlinter"]["contracts"]
    return sum(len(each["layers"]) for each in contracts if each["containers"] == [PACKAGE])


def functions(texts: Collection[str]) -> Iterator[int]:
    """Yield the lines of each function, docstring included, decorators not."""
    for text in texts:
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                yield node.end_lineno - node.lineno + 1


def spread(values: Sequence[int]) -> str:
    """Return the median, the ninth tenth and the most of some numbers."""
    ranked = sorted(values)
    p50, p90 = (ranked[min(len(ranked) - 1, len(ranked) * tenths // 10)] for tenths in (5, 9))
    return f"{p50} / {p90} / {ranked[-1]}"


def repetitions(texts: Mapping[Path, str]) -> int:
    """Return how many pairs of passages are the same, each as long as it goes.

    Comments, imports, lines of brackets alone and how far a line is indented count nothing.
    """
    passages: dict[tuple[str, ...], list[tuple[Path, int]]] = {}
    lines = {path: list(counted_lines(text)) for path, text in texts.items()}
    for path, own in lines.items():
        for start in range(len(own) - REPEATED + 1):
            passages.setdefault(tuple(own[start : start + REPEATED]), []).append((path, start))
    return sum(
        begins(lines, one, other)
        for places in passages.values()
        for index, other in enumerate(places)
        for one in places[:index]
    )


def begins(
    lines: Mapping[Path, Sequence[str]], one: tuple[Path, int], other: tuple[Path, int]
) -> bool:
    """Tell whether two equal passages begin here: the lines above them differ."""
    (path, start), (path_2, start_2) = one, other
    if not start or not start_2:
        return True
    return lines[path][start - 1] != lines[path_2][start_2 - 1]


def counted_lines(text: str) -> Iterator[str]:
    """Yield the lines of a module that count as repeated."""
    imported = {
        number
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for number in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    for number, line in enumerate(text.split("\n"), 1):
        words = line.strip()
        if any(map(str.isalnum, words)) and not words.startswith("#") and number not in imported:
            yield words


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
