"""The figures of a graph → lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from codex_tools.runtime.printable import printable
from codex_tools.runtime.text import abridged, pluralise

if TYPE_CHECKING:
    from codex_tools.graph.cycles import Cycle
    from codex_tools.graph.statistics import GraphStatistics

MOST_ORPHANS = 10
"""How many nodes without any edge are named one by one."""


def statistics_text(figures: GraphStatistics) -> str:
    """Return the figures of a graph, one section each; those that are empty are left out."""
    return "\n".join(_lines(figures))


def statistics_dict(figures: GraphStatistics) -> dict[str, Any]:
    """Return the figures of a graph for programs."""
    return {
        "nodes": figures.nodes,
        "edges": figures.edges,
        **asdict(figures),
        "cycles": [each._asdict() for each in figures.cycles],
        "most_cited": dict(figures.most_cited),
        "most_supported": dict(figures.most_supported),
    }


def _lines(figures: GraphStatistics) -> Iterator[str]:
    parts = pluralise(figures.components, "component")
    size = f"{pluralise(figures.nodes, 'node')}, {pluralise(figures.edges, 'edge')}, {parts}"
    yield f"{size} (the largest of {pluralise(figures.largest_component, 'node')})"
    sources = pluralise(figures.connected_sources, "source")
    yield f"{pluralise(figures.connected_claims, 'claim')} and {sources} connected"
    yield from _section("nodes by kind", _columns(figures.nodes_by_kind))
    yield from _section("edges by relation", _origins(figures.edges_by_relation))
    if figures.support_chain is not None:
        yield from _section("longest support chain", map(printable, figures.support_chain))
    yield from _section("circles", map(_arrows, figures.cycles))
    yield from _section("most cited sources", _columns(dict(figures.most_cited)))
    yield from _section("most supported", _columns(dict(figures.most_supported)))
    yield from _section(
        "contradictions", (printable(" <-> ".join(pair)) for pair in figures.contradictions)
    )
    orphans = list(map(printable, figures.orphans))
    shown = abridged(orphans, MOST_ORPHANS, "\n  ", lambda rest: f"\n  … and {rest:,} more")
    yield from _section(f"{len(orphans):,} without any edge", [shown] if orphans else [])


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    body = [f"  {line}" for line in lines]
    return iter(["", f"{title}:", *body] if body else [])


def _columns(counts: Mapping[str, int]) -> Iterator[str]:
    return (f"{count:>7,}  {printable(name) or '(none)'}" for name, count in counts.items())


def _origins(table: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    for relation, origins in table.items():
        parts = ", ".join(f"{count:,} {origin}" for origin, count in origins.items())
        yield f"{sum(origins.values()):>7,}  {printable(relation)} ({parts})"


def _arrows(cycle: Cycle) -> str:
    return printable(f"{cycle.relation}: {' -> '.join((*cycle.nodes, cycle.nodes[0]))}")
