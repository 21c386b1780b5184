"""Circles in a relation, without a graph library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping


def is_circular(edges: Mapping[str, Iterable[str]]) -> bool:
    """Tell whether there is a circle. Linear."""
    from graphlib import CycleError, TopologicalSorter

    try:
        TopologicalSorter(edges).prepare()
    except CycleError:
        return True
    return False


def is_on_circle(edges: Mapping[str, Iterable[str]], nodes: Iterable[str]) -> bool:
    """Tell whether one of some nodes is on a circle. Linear in what can be reached from them."""
    return any(_reaches(edges, node) for node in nodes)


def _reaches(edges: Mapping[str, Iterable[str]], node: str) -> bool:
    met, queue = set[str](), [node]
    for each in queue:  # which grows
        new = [target for target in edges.get(each, ()) if target not in met]
        met.update(new)
        queue += new
    return node in met


def circles(edges: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """Yield circles as paths whose first and last node are the same, beginning at the least one.

    Each circle that is found is cut at one edge before the next is looked for, so that every edge
    which has to go is named once. Edges from a node to itself are left out.
    """
    left = _core({node: {*targets} - {node} for node, targets in sorted(edges.items())})
    while (circle := _find(left)) is not None:
        yield circle
        left[circle[-2]].discard(circle[-1])
        left = _core(left)


def _core(edges: dict[str, set[str]]) -> dict[str, set[str]]:
    """Take out, over and over, what no edge leads to or from: it is in no circle."""
    while True:
        ends = set().union(*edges.values())
        kept = {node: targets & edges.keys() for node, targets in edges.items() if node in ends}
        kept = {node: targets for node, targets in kept.items() if targets}
        if len(kept) == len(edges):
            return kept
        edges = kept


def _find(edges: Mapping[str, set[str]]) -> list[str] | None:
    if not edges:
        return None
    from graphlib import CycleError, TopologicalSorter

    try:
        TopologicalSorter({node: sorted(targets) for node, targets in edges.items()}).prepare()
    except CycleError as error:
        found: list[str] = error.args[1][::-1]
        least = found.index(min(found))
        return [*found[least:-1], *found[: least + 1]]
    return None
