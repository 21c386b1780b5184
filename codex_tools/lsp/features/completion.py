"""What may be written at a place: notes in references, fields and their values in front matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from lsprotocol import types

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import without_md
from codex_tools.base.relations import RelationType
from codex_tools.base.resolver.titles import aliases_of
from codex_tools.lsp.field_lines import FieldLine, field_line
from codex_tools.lsp.positions import Text
from codex_tools.lsp.roots import Place
from codex_tools.lsp.server import CodexServer
from codex_tools.model import BODY, FieldPath, Link, Note, Syntax
from codex_tools.refactoring.writing_style import style_of, write_reference
from codex_tools.schema.references import resolve

MOST = 200
"""So many notes are offered at once; the client asks again as more is typed."""


class _Typed(NamedTuple):
    """What is typed so far of something, and where it began."""

    start: int
    end: int
    text: str


def register(server: CodexServer) -> None:
    """Register the request of this module."""
    options = types.CompletionOptions(trigger_characters=["[", "#", ":", " ", "-", '"'])
    server.feature(types.TEXT_DOCUMENT_COMPLETION, options)(_complete)


def _complete(ls: CodexServer, params: types.CompletionParams) -> types.CompletionList:
    place = ls.place(params.text_document.uri)
    note = place.note if place else None
    if place is None or note is None:
        return types.CompletionList(is_incomplete=False, items=[])
    text = ls.text(place)
    offset = text.offset(params.position)
    line = _before(text, offset)
    if "[[" in line.text and "]]" not in line.text[line.text.rfind("[[") :]:
        items = list(_in_brackets(place, text, line))
    elif found := field_line(text.data, offset):
        items = list(_in_front_matter(place, note, text, found))
    else:
        items = []
    return types.CompletionList(is_incomplete=len(items) >= MOST, items=items[:MOST])


def _before(text: Text, offset: int) -> _Typed:
    """The line up to an offset."""
    start = max(text.data.rfind(b"\n", 0, offset), text.data.rfind(b"\r", 0, offset)) + 1
    return _Typed(start, offset, text.data[start:offset].decode("utf-8", "replace"))


def _in_brackets(place: Place, text: Text, line: _Typed) -> Iterator[types.CompletionItem]:
    begin = line.text.rfind("[[") + 2
    start = line.start + len(line.text[:begin].encode())
    inner = line.text[begin:]
    name, mark, heading = inner.partition("#")
    if mark:
        typed = _Typed(start + len(name.encode()) + 1, line.end, heading)
        yield from _headings(place, name, text, typed)
        return
    typed = _Typed(start, line.end, inner)
    for path, called in matching(place.base, inner):
        yield _note_item(place, path, called, _wikilink(place, path), text, typed)


def _wikilink(place: Place, path: str) -> str:
    """The text in brackets that names a note from a file: its name where that is enough."""
    base, note = place.base, place.base.notes[path]
    link = Link(BODY, note.name, note.name, FieldPath(()), Syntax.WIKILINK)
    return (
        note.name if base.resolver.resolve(link, place.path).paths == (path,) else without_md(path)
    )


def _headings(place: Place, name: str, text: Text, typed: _Typed) -> Iterator[types.CompletionItem]:
    """The headings of the note that a reference names, of the file itself where it names none."""
    base = place.base
    link = Link(BODY, name, name.strip(), FieldPath(()), Syntax.WIKILINK)
    for path in base.resolver.resolve(link, place.path).paths[:1]:
        note = base.notes.get(path)
        for heading in base.headings(note) if note else ():
            edit = types.TextEdit(text.range(typed.start, typed.end), heading.text)
            kind = types.CompletionItemKind.Reference
            yield types.CompletionItem(heading.text, kind=kind, detail=path, text_edit=edit)


def matching(base: KnowledgeBase, typed: str) -> Iterator[tuple[str, str]]:
    """Yield the notes whose name, title or alias has all words of a text, and what of these has;
    those that begin with it come first."""
    wanted = typed.casefold().split()
    begin: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    for path, note in base.notes.items():
        for called in _names(note):
            folded = called.casefold()
            if all(word in folded for word in wanted):
                begins = not wanted or folded.startswith(wanted[0])
                (begin if begins else others).append((path, called))
                break
    yield from begin
    yield from others


def _names(note: Note) -> Iterator[str]:
    yield note.name
    if note.title != note.name:
        yield note.title
    if note.may_say("alias"):
        yield from aliases_of(note)


def _note_item(
    place: Place, path: str, called: str, written: str, text: Text, typed: _Typed
) -> types.CompletionItem:
    note = place.base.notes[path]
    return types.CompletionItem(
        called,
        kind=types.CompletionItemKind.File,
        detail=f"{note.kind}: {path}" if note.kind else path,
        documentation=note.title if note.title != called else None,
        filter_text=typed.text or called,
        text_edit=types.TextEdit(text.range(typed.start, typed.end), written),
    )


def _in_front_matter(
    place: Place, note: Note, text: Text, line: FieldLine
) -> Iterator[types.CompletionItem]:
    typed = _Typed(line.start, line.end, line.typed)
    if not line.field:
        yield from _fields(place.base, note, text, typed)
    elif row := place.base.relations.by_field.get(line.field):
        yield from _targets(place, row, text, typed)
    else:
        yield from _values(place.base, note, line.field, text, typed)


def _targets(
    place: Place, row: RelationType, text: Text, typed: _Typed
) -> Iterator[types.CompletionItem]:
    """The notes that a relation may lead to, written as this base writes them."""
    base, kinds = place.base, row.target_kinds
    style = style_of(base, row.name, place.path)
    for path, called in matching(base, typed.text):
        if path != place.path and (not kinds or base.notes[path].kind in kinds):
            written = write_reference(base, path, style, place.path, row.name)
            written = f'"{written}"' if written.startswith("[[") else written
            yield _note_item(place, path, called, written, text, typed)


def _fields(
    base: KnowledgeBase, note: Note, text: Text, typed: _Typed
) -> Iterator[types.CompletionItem]:
    """The fields of the kind, the required ones first, less those that are there."""
    kind = base.kinds.by_name.get(note.kind)
    known: dict[str, Any] = dict(kind.schema.get("properties", {})) if kind else {}
    known |= {row.name: {} for row in base.relations if row.name not in known}
    required = kind.required if kind else []
    there = note.document.fields.keys() - {typed.text}
    for name, about in known.items():
        if name not in there:
            edit = types.TextEdit(text.range(typed.start, typed.end), f"{name}: ")
            yield types.CompletionItem(
                name,
                kind=types.CompletionItemKind.Field,
                detail="required" if name in required else None,
                documentation=str(about.get("description", "")) or None,
                sort_text=f"{name not in required:d}{name}",
                text_edit=edit,
            )


def _values(
    base: KnowledgeBase, note: Note, field: str, text: Text, typed: _Typed
) -> Iterator[types.CompletionItem]:
    for value in _allowed(base, note, field):
        edit = types.TextEdit(text.range(typed.start, typed.end), str(value))
        yield types.CompletionItem(
            str(value), kind=types.CompletionItemKind.EnumMember, text_edit=edit
        )


def _allowed(base: KnowledgeBase, note: Note, field: str) -> Iterable[object]:
    """What the schema of a note allows for a field; the kinds for a type that it has not yet."""
    kind = base.kinds.by_name.get(note.kind)
    if field == "type" and not note.given_type:
        return dict.fromkeys(name for each in base.kinds.kinds for name in each.types)
    if kind is None:
        return ()
    about: Any = kind.schema.get("properties", {}).get(field, {})
    if "$ref" in about:
        _, found = resolve(kind.schema, about["$ref"])
        about = {**found, **about} if isinstance(found, dict) else about
    about = about.get("items", about) if about.get("type") == "array" else about
    return about.get("enum") or ([about["const"]] if "const" in about else [])
