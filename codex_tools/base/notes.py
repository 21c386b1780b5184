"""Document → note: its kind, its title, its fields under canonical names, its references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from sys import intern

from codex_tools.base.fields import USUAL_FIELDS, FieldTable, FieldValue, Meaning
from codex_tools.base.kind_table import KindTable
from codex_tools.base.kinds import PLAIN, TYPE, Kind
from codex_tools.base.names import stem
from codex_tools.base.references import field_links
from codex_tools.base.relations import SHIPPED, RelationTable
from codex_tools.model import BODY, NOTHING, Document, Link, Note, Role


def make_note(
    document: Document,
    kinds: KindTable,
    relations: RelationTable = SHIPPED,
    table: FieldTable = USUAL_FIELDS,
) -> Note:
    """Give a document its kind, its title and its fields under their canonical names."""
    path, given = document.path, document.fields
    kind = kinds.classify(path, given)
    fields, renamed = _canonical(given, kind)
    return Note(
        path,
        intern(stem(path)),
        kind.name if kind else PLAIN,
        _title(document, table.find(fields, Meaning.TITLE)),
        found if isinstance(found := given.get(TYPE), str) else "",
        (*field_links(given, renamed, relations), *_inline_links(document, relations)),
        document,
        fields,
        renamed,
        kind.role if kind else Role.NONE,
        kinds.fit(kind, fields) if kind and fields else None,
    )


def _inline_links(document: Document, relations: RelationTable) -> Iterable[Link]:
    """The references in fields of the body."""
    if not relations.inline:
        return ()
    return (link for link in document.links if link.relation != BODY)


def _title(document: Document, title: FieldValue | None) -> str:
    if title and isinstance(title.value, str):
        return title.value
    heading = document.heading if document.begins_with_heading else None
    return heading.text if heading else stem(document.path)


def _canonical(
    fields: Mapping[str, object], kind: Kind | None
) -> tuple[Mapping[str, object], Mapping[str, str]]:
    """Return the fields with legacy names and values replaced, and which name replaced which.

    A ``type:`` that is no type of the kind is replaced too: rules of their own report it.
    """
    if kind is None:
        return fields, NOTHING
    renamed: dict[str, str] = {}
    if not kind.legacy_fields.keys().isdisjoint(fields):
        for old, new in kind.legacy_fields.items():
            if old in fields and new not in fields:
                renamed.setdefault(new, old)
    given = fields.get(TYPE)
    foreign = isinstance(given, str) and given not in kind.types
    outdated = [1 for name, table in _tables(fields, kind) if fields[name] in table]
    if not (renamed or outdated or foreign):
        return fields, NOTHING
    old_names = {old: new for new, old in renamed.items()}
    result = {old_names.get(name, name): value for name, value in fields.items()}
    for name, table in _tables(result, kind):
        result[name] = table.get(str(result[name]), result[name])
    if foreign and kind.types:
        result[TYPE] = kind.types[0]
    return result, renamed


def _tables(fields: Mapping[str, object], kind: Kind) -> Iterator[tuple[str, Mapping[str, str]]]:
    for name, table in kind.legacy_values.items():
        if isinstance(fields.get(name), str):
            yield name, table
