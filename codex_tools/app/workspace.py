"""Files → a knowledge base: read by all cores, from the cache where nothing has changed."""

from __future__ import annotations

import gc
import marshal
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from zlib import crc32

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.notes import make_note
from codex_tools.errors import EditRefusedError
from codex_tools.model import Document, Note, Problem
from codex_tools.runtime.gc_pause import without_collector
from codex_tools.runtime.parallel import Errand, Progress, Wire, map_items
from codex_tools.settings import Settings
from codex_tools.settings.config_files import FILES
from codex_tools.storage.cache.verdicts import Verdicts
from codex_tools.storage.files import Listing, list_files, read_file
from codex_tools.storage.serialise import Plain, from_plain, to_plain
from codex_tools.syntax.document import parse_document

if TYPE_CHECKING:
    from codex_tools.runtime.parallel import Helpers
    from codex_tools.storage.cache.notes import Shelf

Changed = Mapping[str, bytes]
"""New contents of files by path, which are read in the place of those on disk."""


def load(
    settings: Settings,
    changed: Changed = MappingProxyType({}),
    shelf: Shelf | None = None,
    progress: Progress | None = None,
    meanwhile: Callable[[], object] | None = None,
    lazily: bool = False,
) -> KnowledgeBase:
    """Read the knowledge base at ``settings.root``. Raises CodexError when it cannot be listed.

    What ``shelf`` has of it is not read again; without one, that is what the cache has.
    ``progress`` is told the share of the files read; ``meanwhile`` is done while others read.
    ``lazily`` suits work on a few files: what the cache has of others is unpacked when it is asked
    for, and takes more room if all of it is.
    """
    if shelf is None and settings.cache:
        shelf = new_shelf(settings, in_memory=False)
    stamps = shelf is not None
    listing = list_files(settings.root, settings.include, settings.exclude, stamps)
    with building():
        reading = partial(map_items, progress=progress, wire=_WIRE, meanwhile=meanwhile)
        found = _read_all(settings, listing, changed, shelf, reading, lazily)
        pairs = zip(listing.markdown, found, strict=True)
        unread = [(path, each) for path, each in pairs if isinstance(each, Problem)]
        return KnowledgeBase(
            (each for each in found if isinstance(each, Note)),
            settings.kinds,
            listing.others,
            sorted((*listing.problems, *unread)),
            reader(settings, changed),
            settings.relations,
            listing,
            Verdicts(str(settings.root) if settings.cache else None),
            settings.link_style,
        )


def new_shelf(settings: Settings, in_memory: bool = True) -> Shelf:
    """Return a shelf for the notes of a knowledge base, filled from the cache."""
    from codex_tools.storage.cache.notes import Shelf

    return Shelf(str(settings.root), settings.cache, in_memory)


def _read_all(
    settings: Settings,
    listing: Listing,
    changed: Changed,
    shelf: Shelf | None,
    reading: Callable[..., list[Note | Problem]],
    lazily: bool,
) -> list[Note | Problem]:
    """Return a note, or why there is none, for each Markdown file of a listing.

    ``reading`` is :func:`map_items` with what the caller wants of it.
    """
    content = _contents(settings, changed)

    def read(path: str) -> tuple[str, bytes | Problem]:
        return path, content(path)

    def note_of(path: str, found: Document | Problem) -> Note | Problem:
        if isinstance(found, Problem):
            return found
        # With this very text as its path, which is then held once.
        document = found if found.path is path else found._replace(path=path)
        return make_note(document, settings.kinds, settings.relations)

    number = made_with(settings)
    recalled = shelf.recall(listing, number, lazily) if shelf else {}
    known: Mapping[str, Note | Problem] = {
        path: each for path, each in recalled.items() if path not in changed
    }
    new = [path for path in listing.markdown if path not in known]
    errand = Errand(read, _parse)
    read_now = reading(errand, new, helpers=helpers_of(settings), finish=note_of)
    found = {**known, **dict(zip(new, read_now, strict=True))}
    if shelf and not changed:
        notes = (each for each in found.values() if isinstance(each, Note))
        shelf.keep(listing, notes, len(new), number)
    return [found[path] for path in listing.markdown]


def made_with(settings: Settings) -> int:
    """Return a number for the settings that go into a note besides its file."""
    kinds = [tuple(kind._replace(schema={})) for kind in settings.kinds.kinds]
    relations = [
        (sorted(row.target_kinds), *row._replace(target_kinds=frozenset()))
        for row in settings.relations
    ]
    values = kinds, sorted(settings.kinds.placed), relations, settings.max_file_size
    return crc32(marshal.dumps(values, 2))


def helpers_of(settings: Settings) -> Helpers | None:
    """Return the workers of the cluster that the settings name, if they do."""
    if not settings.executor:
        return None
    from codex_tools.runtime.parallel.dask_cluster import connect

    return connect(settings.executor)


def _parse(read: tuple[str, bytes | Problem]) -> Document | Problem:
    path, data = read
    return data if isinstance(data, Problem) else parse_document(path, data)


def _pack(found: Document | Problem) -> Plain | Problem:
    return to_plain(found) if isinstance(found, Document) else found


def _unpack(sent: Plain | Problem) -> Document | Problem:
    return sent if isinstance(sent, Problem) else from_plain(sent)


_WIRE = Wire(_pack, _unpack)
"""How documents and problems go from one process to another."""


_held: list[KnowledgeBase] = []


def hold(base: KnowledgeBase) -> KnowledgeBase:
    """Keep a knowledge base until the process ends, because to take it apart takes long."""
    _held[:] = [base]
    return base


def rests_on(settings: Settings, paths: Collection[Path]) -> list[str]:
    """Return the files besides the knowledge base itself that a check depends on.

    Some of them may not be there: a configuration that appears changes the result too. ``paths``
    are those of the command line.
    """
    starts = {Path.cwd(), settings.root, *(path.resolve().parent for path in paths)}
    folders = {folder for start in starts for folder in (start, *start.parents)}
    names = (*FILES, ".git")
    found = [str(folder / name) for folder in sorted(folders) for name in names]
    return [*found, *settings.sources, str(settings.root / settings.baseline)]


def reader(settings: Settings, changed: Changed = MappingProxyType({})) -> Callable[[str], bytes]:
    """Return a function that gives the bytes of a file by its path; none for one that is gone."""
    content = _contents(settings, changed)

    def read(path: str) -> bytes:
        found = content(path)
        return b"" if isinstance(found, Problem) else found

    return read


def reader_for_edits(settings: Settings) -> Callable[[str], bytes]:
    """Return a function that gives the bytes of a file by its path.

    It raises EditRefusedError for a file that cannot be read, so that nobody takes it for empty.
    """
    content = _contents(settings, {})

    def read(path: str) -> bytes:
        found = content(path)
        if isinstance(found, Problem):
            raise EditRefusedError(found.message)
        return found

    return read


def _contents(settings: Settings, changed: Changed) -> Callable[[str], bytes | Problem]:
    """Return a function that gives the content of a file, or why there is none."""
    root, limit = str(settings.root), settings.max_file_size

    def content(path: str) -> bytes | Problem:
        data = changed.get(path)
        return read_file(f"{root}/{path}", limit) if data is None else data

    return content


@contextmanager
def building() -> Iterator[None]:
    """Build what stays: the collector does not look at it, now or later."""
    with without_collector():
        try:
            yield
        finally:
            gc.freeze()
