"""A note → the front matter of the concept that is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from codex_tools.base.fields import Meaning
from codex_tools.base.kinds import TYPE
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import stem
from codex_tools.base.okf.bundles import is_reserved
from codex_tools.base.okf.families import text_of
from codex_tools.base.okf.keys import (
    DESCRIPTION,
    ID,
    LIFECYCLE,
    OWN,
    RESERVED_KEYS,
    RESOURCE,
    SOURCES,
    STATUS,
    TAGS,
    TITLE,
)
from codex_tools.base.okf.lists import as_resource
from codex_tools.base.tags import tags_of
from codex_tools.exports.okf.places import Places
from codex_tools.exports.okf.statements import Statements
from codex_tools.model import BODY, FieldPath, Link, Note, ResolvedLink
from codex_tools.weighing.status import retired_status

NOTE = "Note"
"""The type of a concept that is made of a note of no kind."""

Fields = dict[str, Any]


def okf_fields(base: KnowledgeBase, note: Note, places: Places, statements: Statements) -> Fields:
    """Return the fields of the concept, in the order in which they are written."""
    given = _rewritten(note, places, statements)
    if base.kinds.is_concept(note.path):
        return {**given, TYPE: note.given_type.strip() or NOTE}
    renamed = {old: new for new, old in note.renamed.items()}
    own = {renamed.get(key, str(key)): value for key, value in given.items()}
    fields = _described(base, note)
    if listed := _sources(base, note, places, statements):
        fields[SOURCES] = listed
    said = {TYPE, TITLE, DESCRIPTION, TAGS, *_provenance_fields(base, note)}
    unlike = {*RESERVED_KEYS, OWN}
    fields |= {key: value for key, value in own.items() if key not in said | unlike}
    aside = {key: own[key] for key in own if key in unlike - said and own[key] != fields.get(key)}
    aside |= _unsaid(note, statements)
    return fields | ({OWN: aside} if aside else {})


def _described(base: KnowledgeBase, note: Note) -> Fields:
    table = base.fields
    fields: Fields = {TYPE: note.given_type.strip() or note.kind or NOTE, TITLE: note.title}
    if about := table.text(note, Meaning.DESCRIPTION).strip():
        fields[DESCRIPTION] = about
    if address := table.text(note, Meaning.URL).strip() or text_of(note.fields.get(RESOURCE)):
        fields[RESOURCE] = address
    if tags := sorted(tags_of(note.fields) - {""}):
        fields[TAGS] = tags
    if status := _status(base, note):
        fields[STATUS] = status
    return fields


def _provenance_fields(base: KnowledgeBase, note: Note) -> set[str]:
    """The fields that say where notes come from, under their canonical names."""
    by_field = base.relations.by_field
    renamed = {old: new for new, old in note.renamed.items()}
    names = [renamed.get(name, name) for name in note.document.fields]
    return {name for name in names if name in by_field and by_field[name].provenance}


def _status(base: KnowledgeBase, note: Note) -> str:
    """Return the status in the words of the format; none where it has no word for it."""
    status = base.fields.text(note, Meaning.STATUS)
    if retired_status(base, note):
        return LIFECYCLE[-1]
    return status if status in LIFECYCLE else ""


def _sources(
    base: KnowledgeBase, note: Note, places: Places, statements: Statements
) -> list[Fields]:
    """Return what a note comes from: files of the base, then what is only said in words."""
    entries: list[Fields] = []
    for path in statements.sources(note.path):
        label = base.notes[path].title if path in base.notes else stem(path)
        entries.append(
            {ID: stem(places.of(path)), RESOURCE: as_resource(places.of(path)), TITLE: label}
        )
    entries += _in_words(note, statements)
    words = base.fields.text(note, Meaning.SOURCE_TEXT).strip()
    return entries or ([{RESOURCE: " ".join(words.split())}] if words else [])


def _in_words(note: Note, statements: Statements) -> list[Fields]:
    """Return what the note says that it comes from and that names no file, as entries."""
    links = statements.unresolved(note)
    texts = [link.raw for link in links if _is_sayable(link, note, statements)]
    return [{RESOURCE: " ".join(text.split())} for text in dict.fromkeys(texts)]


def _is_sayable(link: Link, note: Note, statements: Statements) -> bool:
    """Tell whether a text that names no file can be said as a source, and names none there.

    One that may mean several files, or a list that the bundle gets, might.
    """
    is_list = is_reserved(link.target)
    return link.relation in statements.forward and not (
        is_list or statements.is_ambiguous(note.path, link)
    )


def _unsaid(note: Note, statements: Statements) -> Fields:
    """Return what fields of provenance say besides, under their canonical names."""
    found: Fields = {}
    for link in statements.unresolved(note):
        if not _is_sayable(link, note, statements):
            found.setdefault(link.relation, []).append(link.raw)
    return found


def _rewritten(note: Note, places: Places, statements: Statements) -> Fields:
    """Return the front matter with paths from the root of the bundle where it names files."""
    fields: Any = _copied(note.document.fields)
    for found in statements.references(note.path):
        place = found.link.place
        if found.link.relation != BODY and isinstance(place, FieldPath):
            _replace(fields, place.keys, found, places.of(found.target))
    result: Fields = fields
    return result


def _copied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copied(each) for key, each in value.items()}
    return [_copied(each) for each in value] if isinstance(value, list) else value


def _replace(fields: Any, keys: tuple[str | int, ...], found: ResolvedLink, path: str) -> None:
    """Write a path in the place of a text that is one reference and nothing else.

    Fields that are this format's hold addresses, those of other relations paths as they are.
    """
    holder, last = fields, keys[-1]
    for key in keys[:-1]:
        holder = holder[key] if _has(holder, key) else holder
    if not _has(holder, last):  # a single text is a list of one
        holder, last = fields, keys[0]
    link, old = found.link, holder[last]
    if link.journal:
        holder[last] = f"/{path}|{link.relation}|{link.date}" if "|" not in path else old
    elif link.syntax.is_address:
        holder[last] = as_resource(path) + "".join(link.raw.partition("#")[1:])
    elif isinstance(old, str) and old.strip() in (link.raw, link.target, f"[[{link.raw}]]"):
        holder[last] = f"/{path}"


def _has(holder: Any, key: str | int) -> bool:
    if isinstance(holder, list):
        return isinstance(key, int) and key < len(holder)
    return isinstance(holder, Mapping) and key in holder
