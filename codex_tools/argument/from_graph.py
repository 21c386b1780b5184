"""``networkx.MultiDiGraph`` → :class:`Argument`, by attributes of nodes and edges."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from codex_tools.argument.building import build_argument
from codex_tools.argument.model import Argument, Node

if TYPE_CHECKING:
    import networkx

CLAIM, SOURCE = "claim", "source"


def argument_of(graph: networkx.MultiDiGraph[str]) -> Argument:
    """Return the argument in a graph; what has no part in it is left out.

    A node takes part when its ``role`` is ``claim`` or ``source``, or when it is a ``conclusion``
    or has a ``document``. It may have ``rank``, ``weight`` and ``retired``, and a source
    ``document``: see :class:`Node`.
    An edge takes part when it has a ``polarity``, which is a :class:`Meaning`; with a true
    ``inverse`` it is read from its target to its source.

    Raises:
        ValueError: A weight is not between 0 and 1, or a polarity is unknown.
    """
    return build_argument(_nodes(graph), _edges(graph))


def _nodes(graph: networkx.MultiDiGraph[str]) -> Iterator[Node]:
    for name, told in graph.nodes(data=True):
        role = told.get("role")
        document = told.get("document") or (name if role == SOURCE else "")
        if document or role == CLAIM or told.get("conclusion"):
            rank, weight = told.get("rank"), told.get("weight", 1.0)
            retired, conclusion = bool(told.get("retired")), bool(told.get("conclusion"))
            yield Node(name, document, rank, weight, retired, conclusion)


def _edges(graph: networkx.MultiDiGraph[str]) -> Iterator[tuple[str, str, str]]:
    for source, target, told in graph.edges(data=True):
        if polarity := told.get("polarity"):
            inverse = told.get("inverse")
            yield (target, source, polarity) if inverse else (source, target, polarity)
