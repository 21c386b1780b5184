"""Listed files → notes: read by all cores, from the cache where nothing has changed."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any
from zlib import crc32

from codex_tools.app.contents import contents
from codex_tools.base.notes import make_note
from codex_tools.model import Document, Note, Problem
from codex_tools.runtime.parallel import Codec, Progress, Task, imap, with_progress
from codex_tools.settings import Settings
from codex_tools.storage.files import Listing
from codex_tools.storage.serialise import Row, dump, load
from codex_tools.syntax.document import parse_document

if TYPE_CHECKING:
    from codex_tools.runtime.parallel.cluster import Cluster
    from codex_tools.storage.cache.notes import NoteCache

_ALONE = 8
"""So many files are read before there are several processes, so that what reading takes is loaded
once."""


def read_notes(
    settings: Settings,
    listing: Listing,
    note_cache: NoteCache | None,
    progress: Progress | None = None,
    lazily: bool = False,
) -> list[Note | Problem]:
    """Return a note, or why there is none, for each Markdown file of a listing.

    What ``note_cache`` has is not read again, and what it lacks is put there. ``progress`` is told
    the share of the files read.
    """
    content = contents(settings)

    def read(path: str) -> tuple[str, bytes | Problem]:
        return path, content(path)

    def note_of(path: str, found: Document | Problem) -> Note | Problem:
        if isinstance(found, Problem):
            return found
        # With this very text as its path, which is then held once.
        document = found if found.path is path else found._replace(path=path)
        return make_note(document, settings.kinds, settings.relations, settings.fields)

    digest = settings_digest(settings)
    found: dict[str, Note | Problem] = {}
    if note_cache:
        found.update(note_cache.load(listing, digest, lazily))
    new = [path for path in listing.markdown if path not in found]
    parse = partial(_parse, settings.relations.inline_fields)
    task = Task(lambda path: parse(read(path)), read, parse, _CODEC)
    first = [task.function(path) for path in new[:_ALONE]]
    parsed = chain(first, imap(task, new[_ALONE:], cluster_of(settings)))
    documents = with_progress(parsed, len(new), progress)
    found.update((path, note_of(path, each)) for path, each in zip(new, documents, strict=True))
    if note_cache:
        notes = (each for each in found.values() if isinstance(each, Note))
        note_cache.save(listing, notes, len(new), digest)
    return [found[path] for path in listing.markdown]


def settings_digest(settings: Settings) -> int:
    """Return a number for the settings that go into a note besides its file."""
    kinds = [kind._replace(schema={}) for kind in settings.kinds.kinds]
    relations = settings.relations.rows, settings.relations.inline
    kind_values = kinds, settings.kinds.placed, settings.kinds.model
    values = *kind_values, relations, settings.fields.names, settings.max_file_size
    return crc32(marshal.dumps(plain(values), 2))


def plain(value: object) -> Any:
    """Return a value in a form that ``marshal`` writes alike each time."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    if isinstance(value, Mapping):
        return [(str(key), plain(each)) for key, each in value.items()]
    return tuple(map(plain, value)) if isinstance(value, tuple | list) else value


def cluster_of(settings: Settings) -> Cluster | None:
    """Return the workers of the cluster that the settings name, if they do."""
    if not settings.executor:
        return None
    from codex_tools.runtime.parallel.dask_cluster import connect

    return connect(settings.executor)


def _parse(inline: Mapping[str, str], read: tuple[str, bytes | Problem]) -> Document | Problem:
    path, data = read
    return data if isinstance(data, Problem) else parse_document(path, data, inline)


def _pack(found: Document | Problem) -> Row | Problem:
    return dump(found) if isinstance(found, Document) else found


def _unpack(sent: Row | Problem) -> Document | Problem:
    return sent if isinstance(sent, Problem) else load(sent)


_CODEC = Codec(_pack, _unpack)
"""How documents and problems go from one process to another."""
