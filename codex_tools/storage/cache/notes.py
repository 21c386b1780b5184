"""The notes of a knowledge base → the same notes in the next run, while their files are unchanged.

A note is taken from there while its file has the same stamp; what a file says is never judged
by its name alone. A file that had just changed when it was read is not kept, since it may change
again and show the same time, which is known as "racy git".
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from codex_tools.model import Note
from codex_tools.storage.cache import location
from codex_tools.storage.cache.packed import PackedNote, header, pack
from codex_tools.storage.cache.program import program_digest
from codex_tools.storage.files import Listing
from codex_tools.storage.walking import Stamp, is_racy

_STALE = 100
"""The cache is written again when more than one note in so many has changed."""


class NoteCache:
    """The notes of the knowledge base at ``root``, from the last time they were made.

    They are kept ``in_memory`` for the next time they are read, and ``on_disk`` for the next
    process. Notes depend on settings too, for which ``settings_digest`` is a number.
    """

    def __init__(self, root: str, on_disk: bool = True, in_memory: bool = False) -> None:
        self._root, self._on_disk, self._in_memory = root, on_disk, in_memory
        self._notes: dict[str, tuple[Stamp, Note]] = {}
        self._digest = 0

    def load(self, listing: Listing, settings_digest: int, lazily: bool) -> dict[str, Note]:
        """Return the notes, by path, of the listed files that are as they were.

        ``lazily`` leaves those from disk packed until they are looked at.
        """
        stamps = _stamps(listing)
        if not self._notes and self._on_disk:
            read = _read(self._root, settings_digest)
            return {
                path: note if lazily else note.unpacked()
                for path, was, note in read
                if stamps.get(path) == was
            }
        kept = self._notes.items() if settings_digest == self._digest else ()
        return {path: note for path, (was, note) in kept if stamps.get(path) == was}

    def save(
        self, listing: Listing, notes: Iterable[Note], fresh: int, settings_digest: int
    ) -> None:
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
            _write(self._root, settings_digest, kept)
        if self._in_memory:
            self._notes, self._digest = kept, settings_digest


def _stamps(listing: Listing) -> dict[str, Stamp]:
    return {path: stamp for path, stamp, _ in listing.walked if stamp is not None}


def _write(root: str, settings_digest: int, notes: Mapping[str, tuple[Stamp, Note]]) -> None:
    head = marshal.dumps((program_digest(), root, settings_digest))
    file = location.file_for(location.NOTES, root)
    location.write(file, chain([head], _parts(notes.values())))
    location.evict(location.NOTES, location.MAX_BASES)


def _parts(notes: Iterable[tuple[Stamp, Note]]) -> Iterator[bytes]:
    """Yield three parts for each thousand of notes: what is looked at of all of them with the sizes
    of the rest, their front matters, and what else there is."""
    for batch in location.batches(notes):
        packed = [pack(note) for _, note in batch]
        rows = zip(batch, packed, strict=True)
        yield marshal.dumps(
            [(stamp, len(one), len(other), *header(note)) for (stamp, note), (one, other) in rows]
        )
        yield from map(b"".join, zip(*packed, strict=True))


def _read(root: str, settings_digest: int) -> Iterator[tuple[str, Stamp, PackedNote]]:
    """Yield the path, the stamp and the note of each file that the cache has."""
    parts = location.read(location.file_for(location.NOTES, root))
    try:
        if marshal.loads(next(parts)) != (program_digest(), root, settings_digest):
            return
        for rows, *packed in zip(parts, parts, parts, strict=True):
            yield from _notes(marshal.loads(rows), *(memoryview(each) for each in packed))
    except (ValueError, EOFError, TypeError, StopIteration):
        return


def _notes(
    rows: Iterable[tuple[Stamp, int, int, str, *tuple[Any, ...]]],
    fronts: memoryview,
    rests: memoryview,
) -> Iterator[tuple[str, Stamp, PackedNote]]:
    place = other = 0
    for stamp, size, more, path, *plain in rows:
        front, rest = fronts[place : place + size], rests[other : other + more]
        yield path, stamp, PackedNote(front, rest, path, *plain)
        place, other = place + size, other + more
