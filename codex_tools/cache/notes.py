"""The notes of a knowledge base, kept for the next run.

A note is taken from there while its file has the same stamp; what a file says is never judged
by its name alone. A file that had just changed when it was read is not kept, since it may change
again and show the same time, which is known as "racy git".
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from codex_tools.cache import location
from codex_tools.cache.version import made_by
from codex_tools.files import Listing
from codex_tools.model import Note
from codex_tools.plain import Plain, note_from_plain, note_to_plain
from codex_tools.walking import Stamp, is_racy

_STALE = 100
"""The cache is written again when more than one note in so many has changed."""


class Shelf:
    """The notes of the knowledge base at ``root``, from the last time they were made.

    They are kept ``in_memory`` for the next time they are read, and ``on_disk`` for the next
    process. Notes depend on settings too: ``made_with`` is a number for these.
    """

    def __init__(self, root: str, on_disk: bool = True, in_memory: bool = False) -> None:
        self._root, self._on_disk, self._in_memory = root, on_disk, in_memory
        self._notes: dict[str, tuple[Stamp, Note]] = {}
        self._made_with = 0

    def recall(self, listing: Listing, made_with: int) -> dict[str, Note]:
        """Return the notes, by path, of the listed files that are as they were."""
        stamps = _stamps(listing)
        if not self._notes and self._on_disk:
            read = _read(self._root, made_with)
            return {
                path: note_from_plain(each) for path, was, each in read if stamps.get(path) == was
            }
        kept = self._notes.items() if made_with == self._made_with else ()
        return {path: note for path, (was, note) in kept if stamps.get(path) == was}

    def keep(self, listing: Listing, notes: Iterable[Note], fresh: int, made_with: int) -> None:
        """Take in the notes of the listed files, ``fresh`` of which are new."""
        is_stale = self._on_disk and fresh * _STALE > len(listing.markdown)
        if not (is_stale or self._in_memory):
            return
        stamps = _stamps(listing)
        kept: dict[str, tuple[Stamp, Note]] = {}
        for note in notes:
            stamp = stamps.get(note.path)
            if stamp is not None and not is_racy(stamp, listing.listed_at):
                kept[note.path] = stamp, note
        if is_stale:
            _write(self._root, made_with, kept)
        if self._in_memory:
            self._notes, self._made_with = kept, made_with


def _stamps(listing: Listing) -> dict[str, Stamp]:
    return {path: stamp for path, stamp, _ in listing.walked if stamp is not None}


def _write(root: str, made_with: int, notes: Mapping[str, tuple[Stamp, Note]]) -> None:
    about = marshal.dumps((made_by(), root, made_with))
    kept = ((path, stamp, note_to_plain(each)) for path, (stamp, each) in notes.items())
    file = location.file_for(location.NOTES, root)
    location.write(file, chain([about], location.marshalled(kept)))
    location.forget(location.NOTES, location.MOST_BASES)


def _read(root: str, made_with: int) -> Iterator[tuple[str, Stamp, Plain]]:
    """Yield the path, the stamp and the note of each file that the cache has."""
    batches = map(marshal.loads, location.read(location.file_for(location.NOTES, root)) or ())
    try:
        if next(batches) == (made_by(), root, made_with):
            for batch in batches:
                yield from batch
    except (ValueError, EOFError, TypeError, StopIteration):
        return
