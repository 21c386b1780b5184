"""The parsed documents of a knowledge base, kept for the next run.

A document is taken from there while its file has the same stamp; what a file says is never judged
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
from codex_tools.model import Document
from codex_tools.plain import Plain, from_plain, to_plain
from codex_tools.walking import Stamp, is_racy

_STALE = 100
"""The cache is written again when more than one document in so many has changed."""


class Shelf:
    """The documents of the knowledge base at ``root``, from the last time they were read.

    They are kept ``in_memory`` for the next time they are read, and ``on_disk`` for the next
    process.
    """

    def __init__(self, root: str, on_disk: bool = True, in_memory: bool = False) -> None:
        self._root, self._on_disk, self._in_memory = root, on_disk, in_memory
        self._documents: dict[str, tuple[Stamp, Document]] = {}

    def recall(self, listing: Listing) -> dict[str, Document]:
        """Return the documents, by path, of the listed files that are as they were."""
        if not self._documents and self._on_disk:
            stamps = _stamps(listing)
            kept = _read(self._root)
            return {path: from_plain(each) for path, was, each in kept if stamps.get(path) == was}
        known = ((path, self._documents.get(path), stamp) for path, stamp, _ in listing.walked)
        return {path: each[1] for path, each, stamp in known if each and each[0] == stamp}

    def keep(self, listing: Listing, documents: Iterable[Document], fresh: int) -> None:
        """Take in the documents of the listed files, ``fresh`` of which are new."""
        is_stale = self._on_disk and fresh * _STALE > len(listing.markdown)
        if not (is_stale or self._in_memory):
            return
        stamps = _stamps(listing)
        kept: dict[str, tuple[Stamp, Document]] = {}
        for document in documents:
            stamp = stamps.get(document.path)
            if stamp is not None and not is_racy(stamp, listing.listed_at):
                kept[document.path] = stamp, document
        if is_stale:
            _write(self._root, kept)
        if self._in_memory:
            self._documents = kept


def _stamps(listing: Listing) -> dict[str, Stamp]:
    return {path: stamp for path, stamp, _ in listing.walked if stamp is not None}


def _write(root: str, documents: Mapping[str, tuple[Stamp, Document]]) -> None:
    about = marshal.dumps((made_by(), root))
    kept = ((path, stamp, to_plain(each)) for path, (stamp, each) in documents.items())
    file = location.file_for(location.DOCUMENTS, root)
    location.write(file, chain([about], location.marshalled(kept)))
    location.forget(location.DOCUMENTS, location.MOST_BASES)


def _read(root: str) -> Iterator[tuple[str, Stamp, Plain]]:
    """Yield the path, the stamp and the document of each file that the cache has."""
    batches = map(marshal.loads, location.read(location.file_for(location.DOCUMENTS, root)) or ())
    try:
        if next(batches) == (made_by(), root):
            for batch in batches:
                yield from batch
    except (ValueError, EOFError, TypeError, StopIteration):
        return
