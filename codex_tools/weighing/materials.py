"""Notes → what they derive from that is no source note: files, concepts, documents elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from codex_tools.argument.edges import Edge, Meaning
from codex_tools.base.citations import cited_addresses, cited_files
from codex_tools.base.kinds import Model
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.okf.families import resources
from codex_tools.base.okf.keys import SOURCES
from codex_tools.base.provenance import file_sources, provenance_edges
from codex_tools.base.references import above_root, leads_out
from codex_tools.model import Role

Pair = tuple[str, str]
"""A note, and what it derives from."""


class Materials(NamedTuple):
    """What notes derive from besides sources; outside of bundles these are files alone.

    ``derived`` are the concepts that derive from something, ``inside`` those that others derive
    from while they derive from nothing, ``outside`` pairs of a concept and what it names that is no
    note: an address, a scope in words, a file of another kind or one outside of the base.
    """

    derived: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    outside: tuple[Pair, ...] = ()
    cited: tuple[Pair, ...] = ()
    """Pairs of a concept and another one that its list of citations names."""

    @property
    def edges(self) -> Iterator[Edge]:
        """The edges of the argument that no front matter says between two files."""
        pairs = (*self.outside, *self.cited)
        return (Edge(resource, path, Meaning.BACKS) for path, resource in pairs)


def materials_of(base: KnowledgeBase) -> Materials:
    """Return what the notes of a base derive from besides sources."""
    return base.once("materials", _worked_out)


def _worked_out(base: KnowledgeBase) -> Materials:
    if base.kinds.model is not Model.OKF:
        files = ((edge.claim, edge.source) for edge in file_sources(base))
        return Materials(outside=tuple(dict.fromkeys(files)))
    cited = tuple({(each.source, each.target): None for each in cited_files(base)})
    pairs = [*((edge.claim, edge.source) for edge in provenance_edges(base)), *cited]
    elsewhere = (pair for pair in pairs if pair[1] not in base.notes)
    outside = tuple(dict.fromkeys((*elsewhere, *_outside(base))))
    derived = {path for path, _ in (*pairs, *outside)}
    named = {source for _, source in pairs} & base.notes.keys()
    inside = {path for path in named - derived if base.notes[path].role is Role.NONE}
    return Materials(frozenset(derived), frozenset(inside), outside, cited)


def _outside(base: KnowledgeBase) -> Iterator[Pair]:
    for note in base.having(SOURCES):
        if base.kinds.is_concept(note.path):
            named = dict.fromkeys(resources(note.document.fields))
            for each in named:
                if leads_out(each):
                    yield note.path, each
                elif above := above_root(note.path, each):
                    yield note.path, above
    yield from dict.fromkeys(cited_addresses(base))
