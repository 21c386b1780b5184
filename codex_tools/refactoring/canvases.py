"""Canvases that show files of the knowledge base, and what becomes of them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.errors import EditRefusedError
from codex_tools.model import Link, Replace
from codex_tools.refactoring.move import Move
from codex_tools.syntax.canvas import Text, encoded, find_texts
from codex_tools.syntax.document import parse_document

ENDING = ".canvas"


class Canvas(NamedTuple):
    """A canvas: the cards that show a file, each with the heading that it shows, if any, and the
    links in the texts of the others."""

    path: str
    cards: tuple[tuple[Text, Text | None], ...]
    texts: tuple[Text, ...]
    links: tuple[Link, ...]
    """Their places are those in the text that the canvas says, see ``text_of``."""

    text_of: tuple[Text, ...]

    def rewritten(self, texts: Iterable[tuple[int, str]]) -> Iterator[Replace]:
        """Yield the changes that give links, by their indices, other texts."""
        for index, new in texts:
            place = self.text_of[index].span(self.links[index].place)  # type: ignore[arg-type]
            yield Replace(self.path, place, encoded(new))


def read_canvas(path: str, data: bytes) -> Canvas | None:
    """Return the canvas at a path; ``None`` where it cannot be read."""
    try:
        found = list(find_texts(data))
    except ValueError:
        return None
    parts = {text.owner: text for text in found if text.key == "subpath"}
    cards = tuple((text, parts.get(text.owner)) for text in found if text.key == "file")
    texts = tuple(text for text in found if text.key == "text")
    links = [
        (link, text)
        for text in texts
        for link in parse_document(path, text.value.encode("utf-8", "replace")).links
    ]
    return Canvas(
        path, cards, texts, tuple(link for link, _ in links), tuple(text for _, text in links)
    )


def read_canvases(base: KnowledgeBase, read: Callable[[str], bytes]) -> Iterator[Canvas]:
    """Yield the canvases of a knowledge base that can be read."""
    for path in sorted(base.others):
        if path.endswith(ENDING):
            try:
                canvas = read_canvas(path, read(path))
            except EditRefusedError:
                continue
            if canvas is not None:
                yield canvas


def file_of(base: KnowledgeBase, canvas: str, name: str) -> str:
    """Return the file that a card of a canvas shows, or nothing.

    The path begins at the vault, which is the root or a folder above the canvas.
    """
    return next((path for path in _places(canvas, name) if _is_there(base, path)), "")


def _places(canvas: str, name: str) -> Iterator[str]:
    yield posixpath.normpath(name)
    folder = posixpath.dirname(canvas)
    while folder:
        yield posixpath.normpath(posixpath.join(folder, name))
        folder = posixpath.dirname(folder)


def _is_there(base: KnowledgeBase, path: str) -> bool:
    return path in base.notes or path in base.others


def moved_cards(base: KnowledgeBase, canvas: Canvas, move: Move) -> Iterator[Replace]:
    """Yield the changes that let the cards of a canvas follow a move."""
    for card, _ in canvas.cards:
        path = file_of(base, canvas.path, card.value)
        if path and move.takes(path):
            vault = path.removesuffix(posixpath.normpath(card.value))
            new = move.place(path)
            if new.startswith(vault):
                yield Replace(canvas.path, card.place, encoded(new.removeprefix(vault)))
