"""Declared nodes and edges → :class:`Argument`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from codex_tools.argument.edges import Edge, Meaning
from codex_tools.argument.model import Argument, Node, Rows


def build_argument(nodes: Iterable[Node], edges: Iterable[Edge | tuple[str, str, str]]) -> Argument:
    """Return the argument that nodes and edges make; their order makes no difference.

    Edges with an end that is no node are left out. Nothing backs a document, and a document leans
    on nothing. A claim that leans on a document has its evidence too, and a conclusion that of all
    that it leans on. A document has the highest rank and weight of its sources, and is retired when
    all of them are.

    Raises:
        ValueError: A weight is not between 0 and 1, or an edge has an unknown meaning.
    """
    ordered = sorted(nodes)
    claims = [node for node in ordered if not node.document]
    documents = _documents(node for node in ordered if node.document)
    first = len(claims)
    numbers = {claim.id: number for number, claim in enumerate(claims)}
    for number, copies in enumerate(documents, first):
        numbers.update((copy.id, number) for copy in copies)
    declared = [*claims, *map(_merged, documents)]
    conclusions = frozenset(number for number, node in enumerate(declared) if node.conclusion)
    relations = _Relations(numbers, first, len(declared), conclusions)
    relations.read(edges)
    return Argument(
        names=[*(claim.id for claim in claims), *(copies[0].document for copies in documents)],
        numbers=numbers,
        first_document=first,
        sources={n: tuple(copy.id for copy in group) for n, group in enumerate(documents, first)},
        ranks=[node.rank for node in declared],
        weights=[_checked(node) for node in declared],
        retired=frozenset(number for number, node in enumerate(declared) if node.retired),
        **relations.rows(),
    )


def _documents(sources: Iterable[Node]) -> list[list[Node]]:
    groups: dict[str, list[Node]] = {}
    for source in sources:
        groups.setdefault(source.document, []).append(source)
    return [groups[name] for name in sorted(groups)]


def _merged(copies: Sequence[Node]) -> Node:
    """Return one node for all copies of a document."""
    ranks = [copy.rank for copy in copies if copy.rank is not None]
    return copies[0]._replace(
        rank=max(ranks, default=None),
        weight=max(copy.weight for copy in copies),
        retired=all(copy.retired for copy in copies),
    )


def _checked(node: Node) -> float:
    if not 0 <= node.weight <= 1:
        raise ValueError(f"the weight of {node.id} is not between 0 and 1: {node.weight}")
    return node.weight


class _Relations:
    """Edges by their meaning, each as one number: ``start * size + end``."""

    def __init__(
        self, numbers: dict[str, int], first_document: int, size: int, conclusions: frozenset[int]
    ) -> None:
        self.numbers, self.first, self.size = numbers, first_document, size
        self.conclusions = conclusions
        self.by_meaning: dict[str, set[int]] = {meaning: set() for meaning in Meaning}

    def read(self, edges: Iterable[Edge | tuple[str, str, str]]) -> None:
        """Take edges in."""
        number, first, size = self.numbers.get, self.first, self.size
        conclusions = self.conclusions
        leaning, backing = self.by_meaning[Meaning.LEANS_ON], self.by_meaning[Meaning.BACKS]
        attacking = self.by_meaning[Meaning.ATTACKS]
        for from_id, to_id, meaning in edges:
            start, end = number(from_id), number(to_id)
            if start is None or end is None:
                continue
            if meaning == Meaning.ATTACKS:
                attacking.add(start * size + end)
            elif meaning == Meaning.BACKS:
                if end < first:
                    backing.add(start * size + end)
            elif meaning != Meaning.LEANS_ON:
                raise ValueError(f"an edge cannot mean {meaning!r}")
            elif start < first:
                leaning.add(start * size + end)
                if end >= first or start in conclusions:
                    backing.add(end * size + start)

    def rows(self) -> dict[str, Rows]:
        """Return the neighbours of each node, by their names in :class:`Argument`."""
        premises, leaners = self._both_ways(Meaning.LEANS_ON)
        backs, backers = self._both_ways(Meaning.BACKS)
        attacks, attackers = self._both_ways(Meaning.ATTACKS)
        return {
            "premises": premises,
            "leaners": leaners,
            "backs": backs,
            "backers": backers,
            "attacks": attacks,
            "attackers": attackers,
        }

    def _both_ways(self, meaning: Meaning) -> tuple[Rows, Rows]:
        pairs = [divmod(edge, self.size) for edge in sorted(self.by_meaning[meaning])]
        return self._grouped(pairs), self._grouped((end, start) for start, end in pairs)

    def _grouped(self, pairs: Iterable[tuple[int, int]]) -> Rows:
        """Return the second members for each first one; most nodes share one empty row."""
        nobody: list[int] = []
        rows = [nobody] * self.size
        for first, second in pairs:
            if rows[first] is nobody:
                rows[first] = [second]
            else:
                rows[first].append(second)
        return rows
