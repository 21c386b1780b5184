"""A folder → the files that make a bundle of the Open Knowledge Format of it."""

from __future__ import annotations

from codex_tools.base.fields import Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.okf.bundles import INDEX, LOG, is_reserved
from codex_tools.base.okf.instants import today
from codex_tools.errors import CodexError
from codex_tools.exports.okf.indexes import Entry, index_files, root_index
from codex_tools.model import Note
from codex_tools.settings.config_files import FILES

Contents = dict[str, tuple[bytes | None, bytes]]
"""What files hold before and after; ``None`` where there is none before."""


def start_bundle(base: KnowledgeBase) -> Contents:
    """Return what makes a bundle of a folder: a list for each folder that has none, a log, and a
    configuration that says so.

    Raises CodexError where the root has a list that begins with a front matter already.
    """
    lists = index_files(_entries(base))
    files = {path: text for path, text in lists.items() if path not in base.notes}
    if LOG not in base.notes:
        files[LOG] = f"# Log\n\n## {today()}\n\n* **Initialization**: the bundle was begun.\n"
    files[FILES[0]] = 'model = "okf"\n'
    made: Contents = {path: (None, text.encode()) for path, text in files.items()}
    made[INDEX] = _root(base, lists[INDEX])
    return made


def _entries(base: KnowledgeBase) -> list[Entry]:
    notes = (note for path, note in base.notes.items() if not is_reserved(path))
    return [_entry(base, note) for note in notes]


def _entry(base: KnowledgeBase, note: Note) -> Entry:
    about = base.fields.text(note, Meaning.DESCRIPTION)
    return Entry(note.path, note.given_type or "Note", note.title, about)


def _root(base: KnowledgeBase, text: str) -> tuple[bytes | None, bytes]:
    """Return the list of the root before and after; what is there stays below the version."""
    known = base.notes.get(INDEX)
    if known is None:
        return None, root_index(text).encode()
    if known.document.has_front_matter:
        raise CodexError(f"{INDEX} has a front matter already, so nothing is written")
    before = base.unchanged(INDEX)
    return before, root_index("").encode() + before
