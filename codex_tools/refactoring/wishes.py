"""What is to be renamed, and what that changes in the file itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from codex_tools.base.fields import Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.errors import EditRefusedError, NotFoundError
from codex_tools.model import Note, Replace, Span
from codex_tools.refactoring.anchored import check_distinct, check_writable
from codex_tools.refactoring.labels import Words
from codex_tools.refactoring.move import Move


class Wish(NamedTuple):
    """What is to be renamed: a file or folder, and maybe the title of the file or a heading."""

    move: Move
    title: str = ""
    heading: tuple[str, str] | None = None


def reworded(base: KnowledgeBase, wish: Wish) -> tuple[list[Words], list[Replace]]:
    """Return the words of the file that a wish changes, and the changes that say so there.

    Raises NotFoundError for a heading that is not there, EditRefusedError for what is no title or
    heading, or is that of another heading of the file.
    """
    path = wish.move.old
    if wish.title:
        note = base.notes[path]
        words = [Words(path, note.title, wish.title)]
        first = note.document.heading
        if first is not None and first.text != note.title:
            words.append(Words(path, first.text, wish.title))
        return words, list(_new_title(base, note, wish.title))
    if wish.heading is not None:
        old, new = wish.heading
        found = [each for each in base.headings(base.notes[path]) if each.text == old]
        if len(found) != 1:
            count = "several headings" if found else "no heading"
            raise NotFoundError(f"{path} has {count} `{old}`")
        change = Replace(path, Span(found[0].start, found[0].end), _line(new, "a heading"))
        check_writable(new)
        check_distinct(base, base.notes[path], found[0], new)
        return [Words(path, old, new)], [change]
    return [], []


def _line(text: str, what: str) -> str:
    if not text.isprintable() or not text.strip():
        raise EditRefusedError(f"{what} is one line of text")
    return text


def _new_title(base: KnowledgeBase, note: Note, title: str) -> Iterator[Replace]:
    """Yield the changes that write ``title`` where the document says its title."""
    _line(title, "a title")
    field = base.fields.get(note, Meaning.TITLE)
    first = note.document.heading
    if first is not None:
        check_distinct(base, note, first, title)
        yield Replace(note.path, Span(first.start, first.end), title)
    if field is not None and isinstance(field.value, str):
        yield Replace(note.path, field.place, title)
    elif first is None:
        name = base.fields.names[Meaning.TITLE][0]
        raise EditRefusedError(f"{note.path} has neither a heading nor a `{name}` to be changed")
