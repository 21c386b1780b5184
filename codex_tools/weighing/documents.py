"""Archived sources → the documents that they are copies of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from codex_tools.argument.documents import group_by_document
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.relations import Provenance
from codex_tools.linking.reading.copies import copy_keys, groups_of_copies
from codex_tools.linking.reading.records import SourceRecord, source_record
from codex_tools.model import Note, Role


def documents_of(base: KnowledgeBase) -> Mapping[str, str]:
    """Return for the path of each source that of the source which stands for its document.

    Sources are one document when the linker takes them for copies of one work, or when one of them
    names the other in a field of provenance: it is derived from it.
    """
    records = [_record(base, note) for note in base.of_role(Role.SOURCE)]
    keys: dict[str, list[str]] = {record.id: [] for record in records}
    for group in groups_of_copies(records, map(copy_keys, records)):
        for number in group[1:]:
            keys[records[number].id].append(records[group[0]].id)
    for derived, original in _derivations(base):
        if derived in keys and original in keys:
            keys[derived].append(original)
    return group_by_document(keys)


def _record(base: KnowledgeBase, note: Note) -> SourceRecord:
    return source_record(note.path, note.fields, partial(_body, base, note))


def _body(base: KnowledgeBase, note: Note) -> str:
    return base.text(note.path)[note.document.body_start :].decode("utf-8", "replace")


def _derivations(base: KnowledgeBase) -> Iterator[tuple[str, str]]:
    """Yield what is named in fields of provenance, whatever it is: the derived one first."""
    for relation in base.relations.with_provenance(Provenance.FROM):
        for link in base.edges.all_of(relation.name):
            yield link.source, link.target
    for relation in base.relations.with_provenance(Provenance.GIVES):
        for link in base.edges.all_of(relation.name):
            yield link.target, link.source
