"""Bundles of the Open Knowledge Format."""

from __future__ import annotations

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.okf.bundles import INDEX, is_reserved
from codex_tools.exports._export import Export
from codex_tools.exports.okf.bodies import body_text
from codex_tools.exports.okf.front_matter import okf_fields
from codex_tools.exports.okf.indexes import Entry, index_files, root_index, root_list
from codex_tools.exports.okf.places import Places
from codex_tools.exports.okf.statements import Statements
from codex_tools.exports.okf.yaml_text import as_front_matter
from codex_tools.model import Note


def export(base: KnowledgeBase) -> Export:
    """Return a bundle of all notes of a knowledge base; what they link to besides is copied.

    Provenance becomes ``sources`` of the note that comes from a source, whichever end says so. All
    else that a front matter says stays as keys of the producer; nothing is made up, no trust above
    all.
    """
    places, statements = Places(base), Statements(base)
    files: dict[str, str] = {}
    entries: list[Entry] = []
    for path, note in base.notes.items():
        if places.is_list(path):
            files[places.of(path)] = _list(base, note, places, statements)
            continue
        fields = okf_fields(base, note, places, statements)
        head = _head(base, note) if fields == note.document.fields else as_front_matter(fields)
        files[places.of(path)] = head + body_text(base, note, places, statements)
        title, about = (str(fields.get(key) or "") for key in ("title", "description"))
        entries.append(Entry(places.of(path), str(fields["type"]), title, about))
    lists = {INDEX: root_list(entries, files)} if places.in_bundles else index_files(entries)
    files = {**lists, **files}
    files[INDEX] = root_index(files[INDEX])
    data = {path: text.encode("utf-8", "replace") for path, text in files.items()}
    return Export(data, places.copied(), len(entries))


def _head(base: KnowledgeBase, note: Note) -> str:
    """Return the front matter of a note as it is written."""
    data = base.text(note.path)[: note.document.body_start]
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _list(base: KnowledgeBase, note: Note, places: Places, statements: Statements) -> str:
    """Return a list or a log of a bundle; a list without a front matter."""
    assert is_reserved(note.path)
    text = body_text(base, note, places, statements)
    if note.path.endswith(INDEX) or not note.document.has_front_matter:
        return text.lstrip("\n")
    return as_front_matter(note.document.fields) + text
