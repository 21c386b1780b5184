"""The parsed documents of a knowledge base, kept for the next run.

A document is taken from there while its file has the same stamp; what a file says is never judged
by its name alone. A file that had just changed when it was read is not kept, since it may change
again and show the same time, which is known as "racy git".
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TypeVar
from zlib import crc32

from codex_tools.cache import location
from codex_tools.cache.version import version
from codex_tools.files import Listing
from codex_tools.model import Document
from codex_tools.plain import Plain, from_plain, to_plain
from codex_tools.walking import Stamp, is_racy

_STALE = 100
"""The cache is written again when more than one document in so many has changed."""

_MOST = 16
"""Of how many knowledge bases documents are kept; those written first go first."""

Entry = tuple[Stamp, Plain]
Value = TypeVar("Value")

_made_by = cache(version)
"""Looked up once, for it looks at every file of this program."""


class Shelf:
    """The documents of the knowledge base at ``root``, from the last time they were read.

    They are kept in memory for as long as the shelf is, and ``on_disk`` for the next process.
    """

    def __init__(self, root: str, on_disk: bool = True) -> None:
        self._root, self._on_disk = root, on_disk
        self._documents: dict[str, tuple[Stamp, Document]] = {}

    def recall(self, listing: Listing) -> dict[str, Document]:
        """Return the documents, by path, of the listed files that are as they were."""
        if not self._documents and self._on_disk:
            kept = _unchanged(_read(self._root), listing)
            return {path: from_plain(plain) for path, plain in kept}
        return dict(_unchanged(self._documents, listing))

    def keep(self, listing: Listing, documents: Iterable[Document], fresh: int) -> None:
        """Take in the documents of the listed files, ``fresh`` of which are new."""
        stamps = {path: stamp for path, stamp, _ in listing.walked}
        self._documents = {}
        for document in documents:
            stamp = stamps.get(document.path)
            if stamp is not None and not is_racy(stamp, listing.listed_at):
                self._documents[document.path] = stamp, document
        if self._on_disk and fresh * _STALE > len(listing.markdown):
            _write(self._root, self._documents)


def _unchanged(
    known: Mapping[str, tuple[Stamp, Value]], listing: Listing
) -> Iterator[tuple[str, Value]]:
    """Yield what is known of the listed files whose stamps are as they were."""
    for path, stamp, _ in listing.walked:
        entry = known.get(path)
        if entry is not None and entry[0] == stamp:
            yield path, entry[1]


def _write(root: str, documents: Mapping[str, tuple[Stamp, Document]]) -> None:
    entries = {path: (stamp, to_plain(each)) for path, (stamp, each) in documents.items()}
    try:
        content = marshal.dumps((_made_by(), root, entries))
    except ValueError:
        return
    location.write(_file(root), content)
    location.forget(location.DOCUMENTS, _MOST)


def _file(root: str) -> str:
    name = f"{crc32(os.fsencode(root)):08x}-{os.path.basename(root) or 'root'}"
    return os.path.join(location.cache_folder(), location.DOCUMENTS, name)


def _read(root: str) -> dict[str, Entry]:
    content = location.read(_file(root))
    if content is None:
        return {}
    try:
        made_by, of, entries = marshal.loads(content)
    except (ValueError, EOFError, TypeError):
        return {}
    known: dict[str, Entry] = entries if (made_by, of) == (_made_by(), root) else {}
    return known
