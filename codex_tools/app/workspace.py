"""Files → a knowledge base, and new contents of some of them → the knowledge base after that."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from codex_tools.app.contents import Changed, reader
from codex_tools.app.layout import layout_of
from codex_tools.app.reading import read_notes, settings_digest
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.notes import make_note
from codex_tools.base.origin import HEAD, Origin
from codex_tools.model import Document, Note, Problem, Role
from codex_tools.schema import JUDGE_ANEW
from codex_tools.settings import Settings
from codex_tools.storage.cache.answers import AnswerCache
from codex_tools.storage.cache.validations import ValidationCache
from codex_tools.storage.files import GONE, Listing, list_files, too_large
from codex_tools.syntax.document import parse_document

if TYPE_CHECKING:
    from codex_tools.runtime.parallel import Progress
    from codex_tools.storage.cache.notes import NoteCache


def load(
    settings: Settings,
    note_cache: NoteCache | None = None,
    progress: Progress | None = None,
    lazily: bool = False,
    listing: Listing | None = None,
) -> KnowledgeBase:
    """Read the knowledge base at ``settings.root``. Raises CodexError when it cannot be listed.

    What ``note_cache`` has of it is not read again; without one, that is what the cache has.
    ``progress`` is told the share of the files read.
    ``lazily`` suits work on a few files: what the cache has of others is unpacked when it is asked
    for, and takes more room if all of it is. ``listing`` has its files, with stamps, if they were
    listed in this moment.
    """
    if note_cache is None and settings.cache:
        note_cache = new_note_cache(settings, in_memory=False)
    stamps = note_cache is not None
    listing = listing or list_files(settings.root, *settings.walked, stamps)
    found = read_notes(settings, listing, note_cache, progress, lazily)
    pairs = zip(listing.markdown, found, strict=True)
    unread = [(path, each) for path, each in pairs if isinstance(each, Problem) and each != GONE]
    notes = (each for each in found if isinstance(each, Note))
    problems = sorted((*listing.problems, *unread))
    base = base_of(settings, notes, listing, problems, reader(settings))
    if settings.cache:
        base.links.remember(AnswerCache(str(settings.root)))
    return base


def update(
    base: KnowledgeBase,
    settings: Settings,
    changed: Changed,
    place: Callable[[str], str] | None = None,
) -> KnowledgeBase:
    """Return ``base``, as :func:`load` gave it, with other contents of some notes.

    ``changed`` holds all that differs from ``base``. Only these notes are parsed; nothing is read.
    ``place`` gives the paths that files get; ``changed`` has the texts of notes that move.
    """
    assert base.listing is not None
    listing = moved_listing(base.listing, place) if place else base.listing
    given = {place(path): note for path, note in base.notes.items()} if place else base.notes
    inline = settings.relations.inline_fields
    notes = [
        note_of(settings, parse_document(path, changed[path], inline)) if path in changed else note
        for path, note in sorted(given.items())
    ]
    if settings.kinds.used_in(notes) != base.kinds:
        notes = [note_of(settings, note.document) for note in notes]

    def text(path: str) -> bytes:
        return changed[path] if path in changed else base.read(path)

    return base_of(settings, notes, listing, base.unread, text)


def relisted(
    base: KnowledgeBase,
    settings: Settings,
    listing: Listing,
    changed: Changed,
    revision: str = HEAD,
) -> KnowledgeBase:
    """Return the knowledge base of the files in ``listing``, under ``settings``.

    ``changed`` holds all in it that differs from ``base``; of the rest, the documents are taken
    from there. Its history goes on from ``revision``.
    """
    limit = settings.max_file_size
    unread, known = list(listing.problems), dict(base.unread)
    documents, inline = [], settings.relations.inline_fields
    for path in listing.markdown:
        if path not in changed and path in base.notes:
            documents.append(base.notes[path].document)
        elif len(data := changed.get(path, b"")) > limit:
            unread.append((path, too_large(len(data), limit)))
        elif path in changed:
            documents.append(parse_document(path, data, inline))
        elif path in known:
            unread.append((path, known[path]))
    notes = [note_of(settings, document) for document in documents]
    text = reader(settings, changed)
    return base_of(settings, notes, listing, sorted(unread), text, revision)


def note_of(settings: Settings, document: Document) -> Note:
    """Return the note that a document is under ``settings``."""
    return make_note(document, settings.kinds, settings.relations, settings.fields)


def moved_listing(listing: Listing, place: Callable[[str], str]) -> Listing:
    """Return a listing in which files have the paths that ``place`` gives."""
    markdown = tuple(sorted(map(place, listing.markdown)))
    return listing._replace(markdown=markdown, others=frozenset(map(place, listing.others)))


def base_of(
    settings: Settings,
    notes: Iterable[Note],
    listing: Listing,
    unread: Iterable[tuple[str, Problem]],
    text: Callable[[str], bytes],
    revision: str = HEAD,
) -> KnowledgeBase:
    """Return the knowledge base of some notes under ``settings``.

    ``listing`` has all files, ``unread`` those of which there is no note; ``text`` gives the bytes
    of the others.
    """
    digest = partial(settings_digest, settings)
    origin = Origin(settings.root, revision, settings.max_file_size, settings.cache, digest)
    return KnowledgeBase(
        notes,
        settings.kinds,
        listing.others,
        unread,
        text,
        settings.relations,
        listing,
        ValidationCache(str(settings.root)) if settings.cache else JUDGE_ANEW,
        settings.link_style,
        settings.fields,
        settings.confidence,
        layout_of(settings, listing),
        settings.argument,
        settings.link.get("ends") == Role.CLAIM,
        origin,
        settings.statuses,
    )


def new_note_cache(settings: Settings, in_memory: bool = True) -> NoteCache:
    """Return a cache for the notes of a knowledge base, filled from the cache."""
    from codex_tools.storage.cache.notes import NoteCache

    return NoteCache(str(settings.root), settings.cache, in_memory)


def paths_of(base: KnowledgeBase) -> list[str]:
    """Return the paths of all Markdown files, those that could not be read included."""
    return sorted((*base.notes, *(path for path, _ in base.unread)))
