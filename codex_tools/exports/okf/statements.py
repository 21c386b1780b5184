"""What front matters say of other files: where notes come from, and typed edges."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.provenance import provenance_edges
from codex_tools.base.relations import Provenance
from codex_tools.model import BODY, Link, Note, ResolvedLink


class TypedEdge(NamedTuple):
    """An edge to be said in prose: its target, its relation, and its day where it has one."""

    target: str
    relation: str
    date: str = ""


class Statements:
    """The references of front matters, by the note that says them or is meant."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._resolved: dict[str, list[ResolvedLink]] = {}
        for found in base.links.fields.resolved:
            self._resolved.setdefault(found.source, []).append(found)
        self._ambiguous = {
            (each.source, each.link.place) for each in base.links.fields.broken if each.candidates
        }
        self._sources: dict[str, dict[str, None]] = {}
        for edge in provenance_edges(base):
            self._sources.setdefault(edge.claim, {})[edge.source] = None
        relations = base.relations
        self.forward = {row.name for row in relations.with_provenance(Provenance.FROM)}
        self.provenance = self.forward | {
            row.name for row in relations.with_provenance(Provenance.GIVES)
        }

    def unresolved(self, note: Note) -> list[Link]:
        """Return the entries in fields of provenance of a note that name no file."""
        named = {link.place for _, link, _, _ in self.references(note.path)}
        return [
            link
            for link in note.field_links
            if link.relation in self.provenance and not link.journal and link.place not in named
        ]

    def is_ambiguous(self, path: str, link: Link) -> bool:
        """Tell whether a reference of a note may mean several files."""
        return (path, link.place) in self._ambiguous

    def references(self, path: str) -> list[ResolvedLink]:
        """Return the references in the front matter of a note that name one file."""
        return self._resolved.get(path, [])

    def sources(self, path: str) -> list[str]:
        """Return the files that a note comes from, as it says or they do."""
        return list(self._sources.get(path, ()))

    def edges(self, path: str) -> Iterator[TypedEdge]:
        """Yield the typed edges of a note, each once and with its day, if one is known."""
        found: dict[tuple[str, str], str] = {}
        for _, link, target, _ in self.references(path):
            if link.relation not in self.provenance and link.relation != BODY:
                key = link.relation, target
                found[key] = link.date or found.get(key, "")
        for (relation, target), date in found.items():
            yield TypedEdge(target, relation, date)
