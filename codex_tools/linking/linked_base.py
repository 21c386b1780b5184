"""A knowledge base → the records of its claims and sources, and the links that it has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from functools import cached_property, partial
from typing import TypeVar

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.provenance import ProvenanceFields, file_sources, provenance_fields
from codex_tools.base.relations import Provenance, RelationType
from codex_tools.linking.reading.records import (
    Body,
    ClaimRecord,
    SourceRecord,
    claim_record,
    source_record,
)
from codex_tools.linking.stored.records import StoredRecords
from codex_tools.linking.stored.rejections import LinkPair
from codex_tools.model import Note, Role
from codex_tools.storage.cache.location import CLAIMS, SOURCES
from codex_tools.storage.cache.table import Table

_Record = TypeVar("_Record", ClaimRecord, SourceRecord)


class LinkedBase:
    """The claims, the sources and the links of a base; ``read`` gives the bytes of a path."""

    def __init__(self, base: KnowledgeBase, read: Callable[[str], bytes]) -> None:
        self.base = base
        self.read = read

    @property
    def fields(self) -> ProvenanceFields:
        """The relations in which links stand here, at the claim and at the source."""
        return provenance_fields(self.base)

    @cached_property
    def claim_kinds(self) -> frozenset[str]:
        """The kinds of notes that may name sources."""
        return self._kinds(self.fields.forward, Role.CLAIM)

    @cached_property
    def source_kinds(self) -> frozenset[str]:
        """The kinds of notes that claims may be taken from."""
        return self._kinds(self.fields.backward, Role.SOURCE)

    @cached_property
    def claims(self) -> list[ClaimRecord]:
        """The records of all notes that may name sources."""
        known = StoredRecords(ClaimRecord, self.table(CLAIMS))
        return self._records(self.claim_kinds, known, claim_record)

    @cached_property
    def sources(self) -> list[SourceRecord]:
        """The records of all notes that claims may be taken from."""
        known = StoredRecords(SourceRecord, self.table(SOURCES))
        return self._records(self.source_kinds, known, source_record)

    @cached_property
    def forward(self) -> set[LinkPair]:
        """The pairs that the claim names, or the source where claims name none."""
        forward, backward = self.fields
        return self._links(forward, self.claim_kinds) if forward else self._turned(backward)

    @cached_property
    def backward(self) -> set[LinkPair]:
        """The pairs that the source names, or the claim where sources name none."""
        forward, backward = self.fields
        return self._turned(backward) if backward else self._links(forward, self.claim_kinds)

    @cached_property
    def pairs(self) -> frozenset[LinkPair]:
        """All pairs that stand at one end at least, in whatever field of this base."""
        rows = self.base.relations.with_provenance(Provenance.FROM)
        own = (row for row in rows if row.name in self.base.relations.own)
        found = (self._links(row, self.claim_kinds) for row in own)
        return frozenset(self.forward.union(self.backward, *found))

    @cached_property
    def known(self) -> Mapping[str, set[str]]:
        """For each claim that has links its sources."""
        table: dict[str, set[str]] = {}
        for claim, source in sorted(self.pairs):
            table.setdefault(claim, set()).add(source)
        return table

    @cached_property
    def sourced(self) -> Set[str]:
        """The claims that name what they were taken from: a source, or a file that is no note."""
        return {*self.known, *(edge.claim for edge in file_sources(self.base))}

    def table(self, what: str, about: object = None) -> Table | None:
        """Return where something is kept for the next run that rests on the records of notes, and
        so on the kinds and fields of this base, and on what else it is ``about``."""
        origin = self.base.origin
        if origin is None or not origin.is_cached:
            return None
        kinds = repr([kind._replace(schema={}) for kind in self.base.kinds.kinds])
        return Table(what, str(origin.root), (origin.settings_digest(), kinds, about))

    def _records(
        self,
        kinds: frozenset[str],
        known: StoredRecords[_Record],
        make: Callable[[str, Mapping[str, object], Body, str], _Record],
    ) -> list[_Record]:
        """Return the records of the notes of some kinds, made where they are not known."""
        found = []
        for note in self._holders(kinds):
            key, body = _key(note), partial(self._body, note)
            record = known.find(key, body)
            found.append(record or make(note.path, self._said(note), body, key))
        known.keep(found)
        return found

    def _holders(self, kinds: frozenset[str]) -> Iterator[Note]:
        return (note for note in self.base.notes.values() if note.kind in kinds)

    def _kinds(self, relation: RelationType | None, role: Role) -> frozenset[str]:
        kinds = self.base.kinds
        if relation is None:
            return kinds.of_role(role)
        roles, fields = (role, Role.NONE), relation.fields
        may_have = (name for name in kinds.by_name if kinds.may_have(name, fields, role))
        return frozenset(name for name in may_have if kinds.by_name[name].role in roles)

    def _turned(self, backward: RelationType | None) -> set[LinkPair]:
        return {(claim, source) for source, claim in self._links(backward, self.source_kinds)}

    def _links(self, relation: RelationType | None, holders: frozenset[str]) -> set[LinkPair]:
        """Return the resolved links of a relation from notes of some kinds to the others."""
        if relation is None:
            return set()
        answerers = self.source_kinds if holders is self.claim_kinds else self.claim_kinds
        notes = self.base.notes
        return {
            (path, target)
            for path, target in self.base.edges.named(relation.name)
            if notes[path].kind in holders and target in notes and notes[target].kind in answerers
        }

    def _said(self, note: Note) -> Mapping[str, object]:
        """Return the fields of a note under the names on file and under their usual names."""
        fields = note.document.fields
        own = self.base.fields.usual(note)
        return {**note.fields, **fields, **own} if own or note.renamed else fields

    def _body(self, note: Note) -> str:
        return self.read(note.path)[note.document.body_start :].decode("utf-8", "replace")


def _key(note: Note) -> str:
    """Return what tells one text of a file from another."""
    size, checksum = note.version
    return f"{note.path} {size} {checksum}"
