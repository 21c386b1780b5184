"""Knowledge base → ``networkx.MultiDiGraph``."""

from __future__ import annotations

import networkx

from codex_tools import __version__
from codex_tools.base.fields import Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.model import Note

ATTRIBUTES = (
    Meaning.DOMAIN,
    Meaning.CONFIDENCE,
    Meaning.STATUS,
    Meaning.CREATED,
    Meaning.DATE,
)
"""The fields that become attributes of a node, under these names, where they are plain values."""


def build_graph(base: KnowledgeBase) -> networkx.MultiDiGraph[str]:
    """Return the typed graph of a knowledge base.

    A node is a note, by its path, with ``kind``, ``title``, the ``role`` of its kind, if that has
    one, and those of :data:`ATTRIBUTES` that it has. An edge has ``relation``, ``origin``
    (``front matter``, ``reweave`` or ``body``) and, for the journal, ``date``. References that name
    no note make no edge; the same reference twice makes one.
    """
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(generator=f"codex {__version__}")
    for path, note in sorted(base.notes.items()):
        graph.add_node(path, kind=note.kind, title=note.title, **_attributes(base, note))
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


def _attributes(base: KnowledgeBase, note: Note) -> dict[str, str | int | float]:
    role = {"role": note.role.value} if note.role else {}
    found = {meaning.value: base.fields.get(note, meaning) for meaning in ATTRIBUTES}
    values = {name: field.value for name, field in found.items() if field}
    plain = {name: each for name, each in values.items() if isinstance(each, str | int | float)}
    return role | plain
