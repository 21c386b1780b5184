"""What counts as evidence of a claim: what the rules about evidence share."""

from __future__ import annotations

from collections.abc import Iterable

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.provenance import file_sources
from codex_tools.base.relations import Polarity, Provenance, RelationType
from codex_tools.model import Note, Role


def linking_to_sources(base: KnowledgeBase) -> set[str]:
    """Return the notes that link to a source, in a field or in the text, and those that name a file
    as what they come from."""
    sources = {note.path for note in base.of_role(Role.SOURCE)}
    linking = {path for path, target in base.links.pairs() if target in sources}
    return linking | {edge.claim for edge in file_sources(base)}


def held_up(base: KnowledgeBase) -> set[str]:
    """Return the notes that a source or another claim names as what it holds up."""
    relations = base.relations
    rows = relations.with_provenance(Provenance.GIVES) + relations.with_polarity(Polarity.BACKS)
    names = {row.name for row in rows}
    return {link.target for link in base.links.fields.resolved if link.link.relation in names}


def says(note: Note, relations: Iterable[RelationType]) -> bool:
    """Tell whether a note has anything in a field of one of some relations, be it in words."""
    rows = list(relations)
    if any(note.fields.get(name) for row in rows for name in row.fields):
        return True
    names = {row.name for row in rows}
    return any(link.relation in names for link in note.field_links)
