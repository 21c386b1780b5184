"""A web address → the notes that have it as their own, and those that name it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from codex_tools.base.fields import Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.urls import addresses_in, normalise_url
from codex_tools.errors import NotFoundError
from codex_tools.model import Note


def note_at(base: KnowledgeBase, address: str) -> Note:
    """Return the note that has an address as its own. Raises NotFoundError for none and several."""
    found = [note for note in base.notes.values() if has_address(base, note, address)]
    if len(found) > 1:
        paths = ", ".join(note.path for note in found)
        raise NotFoundError(f"several notes have the address {address}: {paths}")
    if not found:
        raise NotFoundError(f"no note has the address {address}")
    return found[0]


def has_address(base: KnowledgeBase, note: Note, address: str) -> bool:
    """Tell whether an address is that of a note: of a source the page that it was taken from."""
    given = base.fields.get(note, Meaning.URL)
    page = normalise_url(address)
    return any(normalise_url(text) == page for text in _texts(given.value if given else None))


def naming_address(base: KnowledgeBase, address: str) -> list[str]:
    """Return the notes whose front matter names an address that is not their own, sorted."""
    page = normalise_url(address)
    return sorted(
        path
        for path, note in base.notes.items()
        if any(normalise_url(each) == page for each in _addresses(note))
        and not has_address(base, note, address)
    )


def _addresses(note: Note) -> Iterator[str]:
    for text in _texts(note.document.fields):
        yield from addresses_in(text)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(each)
