"""Knowledge base → ``networkx.MultiDiGraph``."""

from __future__ import annotations

from collections.abc import Mapping

import networkx

from codex_tools import __version__
from codex_tools.base.knowledge_base import KnowledgeBase

ATTRIBUTES = ("domain", "confidence", "status", "created", "date")
"""The front matter fields that become attributes of a node, where they are plain values."""


def build_graph(base: KnowledgeBase) -> networkx.MultiDiGraph[str]:
    """Return the typed graph of a knowledge base.

    A node is a note, by its path, with ``kind``, ``title`` and those of :data:`ATTRIBUTES` that it
    has. An edge has ``relation``, ``origin`` (``front matter``, ``reweave`` or ``body``) and, for
    the journal, ``date``. References that name no note make no edge; the same reference twice
    makes one.
    """
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(generator=f"codex {__version__}")
    for path, note in sorted(base.notes.items()):
        graph.add_node(path, kind=note.kind, title=note.title, **_attributes(note.fields))
    for edge in sorted(set(base.edges)):
        if edge.target in base.notes:
            graph.add_edge(
                edge.source,
                edge.target,
                relation=edge.relation,
                date=edge.date,
                origin=edge.origin,
            )
    return graph


def _attributes(fields: Mapping[str, object]) -> dict[str, str | int | float]:
    found = {name: fields.get(name) for name in ATTRIBUTES}
    return {name: value for name, value in found.items() if isinstance(value, str | int | float)}
