"""Fields and bodies → the references that they hold, whatever the fields are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.references import field_links
from codex_tools.base.relations import JOURNAL_FIELD, Provenance, RelationTable, RelationType
from codex_tools.base.resolver.uses import ALIVE
from codex_tools.model import BODY, NOTHING, FieldPath, Link, Note, Syntax
from codex_tools.runtime import lazy_regex
from codex_tools.runtime.text import closest
from codex_tools.survey.groups import FEWEST, SLIP
from codex_tools.survey.words import folded, is_provenance_name, is_relation_name
from codex_tools.syntax.document import parse_document

_MOST = 0.5
"""The part of the entries of a field that have to be references for it to be a relation."""

_PLAIN = 2
"""How many keys lead to an entry that has none of its own: the field and its number."""

_NAME = r"(?P<name>[^\W\d_][\w /-]{0,30}?)"
_COLONS = lazy_regex.compile(rf"(?:^|[\[(\n>*_ ]){_NAME}[*_]{{0,3}}::[*_]{{0,3}}[ \t]*!?\[")
_LISTED = lazy_regex.compile(rf"(?m)^[ \t>]*[-*+][ \t]+[*_]{{0,3}}{_NAME}[*_:]{{0,4}}[ \t]+\[\[")


class Reference(NamedTuple):
    """An entry of a field: its text, and the file that it names; none for a text in words.

    ``key`` is the key of the target in an entry with keys of its own.
    """

    source: str
    field: str
    text: str
    target: str
    is_link: bool
    in_body: bool = False
    key: str = ""

    @property
    def is_reference(self) -> bool:
        """Whether it names a file, or has the form of a link to one."""
        return self.is_link or bool(self.target)


def read_fields(
    base: KnowledgeBase, notes: Iterable[Note], left_out: Collection[str]
) -> list[Reference]:
    """Return the entries of the fields that hold references, but for those of ``left_out`` that are
    no wikilinks."""
    notes = list(notes)
    table = RelationTable(_relations(notes))
    entries = [
        reference
        for note in notes
        for link in field_links(note.document.fields, NOTHING, table)
        if link.relation != BODY
        if (reference := _reference(base, note.path, link)).is_link or link.relation not in left_out
    ]
    kept = _holding(entries)
    return [each for each in entries if each.field in kept]


def _relations(notes: Iterable[Note]) -> Iterator[RelationType]:
    """A relation for each field. Its entries may be mappings, with the key under which most have a
    link."""
    keys: dict[str, Counter[str]] = {}
    for note in notes:
        for name, value in note.document.fields.items():
            keys.setdefault(name, Counter()).update(_linking_keys(value))
    for name, counts in sorted(keys.items()):
        if name != JOURNAL_FIELD:
            key = max(counts, key=lambda each: (counts[each], each), default="")
            yield RelationType(name, target_key=key)


def _linking_keys(value: object) -> Iterator[str]:
    for item in value if isinstance(value, list) else ():
        for key, text in item.items() if isinstance(item, Mapping) else ():
            if isinstance(text, str) and ("[[" in text or text.endswith(".md")):
                yield key


def _reference(base: KnowledgeBase, path: str, link: Link) -> Reference:
    found = base.resolver.resolve(link, path)
    is_other = len(found.paths) == 1 and found.paths[0] != path  # its own name is its title
    target = found.paths[0] if is_other and found.by in ALIVE else ""
    is_file = link.target.endswith(".md") and " " not in link.target
    is_link = link.syntax is not Syntax.VALUE or is_file
    keys = link.place.keys if isinstance(link.place, FieldPath) else ()
    key = str(keys[-1]) if len(keys) > _PLAIN else ""
    return Reference(
        path, link.field or link.relation, link.target, target, is_link, bool(link.field), key
    )


def _holding(entries: Iterable[Reference]) -> set[str]:
    """The fields most of whose entries are references: in several files, or under a telling name
    that is no slip for another one."""
    fields = {
        field: len({each.source for each in found if each.is_reference})
        for field, found in by_field(entries)
        if sum(each.is_reference for each in found) >= _MOST * len(found)
    }
    frequent = [field for field, files in fields.items() if files >= FEWEST]
    rare = [field for field in fields if field not in frequent and is_relation_name(field)]
    return {*frequent, *(field for field in rare if not closest(field, frequent, SLIP))}


def named_files(references: Iterable[Reference], notes: Collection[str]) -> set[str]:
    """Return the files that are no notes and are named where a note says what it comes from."""
    return {
        each.target
        for each in references
        if each.target
        and each.target not in notes
        and is_provenance_name(each.field, Provenance.FROM)
    }


def read_bodies(base: KnowledgeBase, known: Collection[str]) -> list[Reference]:
    """Return the references in fields of bodies. A list item counts where it begins with
    the name of a relation: a ``known`` or usual one, one with ``_``, or one that stands before
    ``::`` elsewhere."""
    names = _names(base, known)
    if not names:
        return []
    entries = [
        _reference(base, path, link)
        for path, note in base.notes.items()
        for link in parse_document(path, base.text(path), names).links
        if link.field
    ]
    named = [each._replace(field=names[folded(each.field)]) for each in entries]
    counts = Counter(each.field for each in named)
    return [each for each in named if counts[each.field] >= FEWEST]


def _names(base: KnowledgeBase, known: Collection[str]) -> Mapping[str, str]:
    """The names of fields that may stand in bodies, without regard to case, as most write them."""
    colons, listed = Counter[str](), Counter[str]()
    for note in base.notes.values():
        if note.document.links:
            body = base.text(note.path)[note.document.body_start :].decode("utf-8", "replace")
            colons.update(match["name"].strip() for match in _COLONS.finditer(body))
            listed.update(match["name"].strip() for match in _LISTED.finditer(body))
    sure = {folded(name) for name in (*colons, *known)}
    fitting = Counter(
        {
            name: count
            for name, count in listed.items()
            if folded(name) in sure or is_relation_name(name) or "_" in name
        }
    )
    names: dict[str, str] = {}
    for name, _ in sorted((colons + fitting).items(), key=lambda pair: (-pair[1], pair[0])):
        names.setdefault(folded(name), name)
    as_known = {folded(name): name for name in known}
    return {key: as_known.get(key, name) for key, name in names.items()}


def by_field(references: Iterable[Reference]) -> Iterator[tuple[str, list[Reference]]]:
    """Yield the fields in the order of their names, with what they hold."""
    table: dict[str, list[Reference]] = {}
    for each in references:
        table.setdefault(each.field, []).append(each)
    yield from sorted(table.items())
