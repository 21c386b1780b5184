"""Knowledge base → ``networkx.MultiDiGraph``."""

from __future__ import annotations

from typing import Any

import networkx

from codex_tools import __version__
from codex_tools.argument.model import Node
from codex_tools.base.claim_sources import claim_edges
from codex_tools.base.fields import Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.model import Note
from codex_tools.weighing.edges import EdgeMeaning, meanings
from codex_tools.weighing.nodes import declared_nodes
from codex_tools.weighing.trust import trust_of

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
    one, and those of :data:`ATTRIBUTES` that it has; a concept of the Open Knowledge Format has its
    tier of ``trust`` and ``stale_after``. An edge has ``relation``, ``origin`` (``front matter``,
    ``reweave`` or ``body``; ``footnote`` or ``citation`` for a claim in a concept) and, for the
    journal, ``date``. References that name no note make no edge; the same reference twice makes
    one. What takes part in the argument has the attributes that
    :func:`codex_tools.argument.from_graph.argument_of` reads.
    """
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(generator=f"codex {__version__}")
    parts = {node.id: _part(node) for node in declared_nodes(base)}
    for path, note in sorted(base.notes.items()):
        about = {**_attributes(base, note), **parts.get(path, {})}
        graph.add_node(path, kind=note.kind, title=note.title, **about)
    polarities = {name: _polarity(meaning) for name, meaning in meanings(base.relations).items()}
    for edge in sorted({*base.edges, *claim_edges(base)}):
        if edge.target in base.notes:
            graph.add_edge(
                edge.source,
                edge.target,
                relation=edge.relation,
                date=edge.date,
                origin=edge.origin,
                **polarities.get(edge.relation, {}),
            )
    return graph


def _attributes(base: KnowledgeBase, note: Note) -> dict[str, str | int | float]:
    role = {"role": note.role.value} if note.role else {}
    found = {meaning.value: base.fields.get(note, meaning) for meaning in ATTRIBUTES}
    values = {name: field.value for name, field in found.items() if field}
    plain = {name: each for name, each in values.items() if isinstance(each, str | int | float)}
    return role | plain | _trust(base, note)


def _trust(base: KnowledgeBase, note: Note) -> dict[str, str]:
    trust = trust_of(base, note)
    if trust is None:
        return {}
    until = {"stale_after": trust.stale_after} if trust.stale_after else {}
    return {"trust": str(trust.tier), **until}


def _part(node: Node) -> dict[str, Any]:
    """Return the part of a node in the argument; what goes without saying is left out."""
    about = {"document": node.document or None, "rank": node.rank}
    about |= {"retired": node.retired or None, "conclusion": node.conclusion or None}
    told = {name: value for name, value in about.items() if value is not None}
    return told if node.rank is None else {**told, "weight": node.weight}


def _polarity(meaning: EdgeMeaning) -> dict[str, Any]:
    told = {"polarity": str(meaning.meaning)}
    return told | {"inverse": True} if meaning.inverse else told
