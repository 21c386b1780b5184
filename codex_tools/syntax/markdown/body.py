"""The body of a Markdown file: its links, headings, comments and footnotes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

from codex_tools.model import Heading, Problem, Span
from codex_tools.syntax.markdown.blocks import BlockKind, OpaqueBlock, opaque_blocks
from codex_tools.syntax.markdown.body_links import BodyLinks
from codex_tools.syntax.markdown.footnotes import Footnotes, undefined_footnotes
from codex_tools.syntax.markdown.headings import find_headings, find_title
from codex_tools.syntax.markdown.link_list import LinkList
from codex_tools.syntax.markdown.plain_text import read_plain

if TYPE_CHECKING:
    from codex_tools.syntax.markdown.inline import InlineReader

NO_LINKS = BodyLinks()


class Body:
    """The text of ``data`` from the byte ``start`` on; each part is read when it is asked for."""

    def __init__(self, data: bytes, start: int) -> None:
        self._data, self._start = data, start

    @property
    def links(self) -> BodyLinks:
        """The links that may lead to a file of the base, in file order."""
        return self._text[0]

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the text: references to footnotes that are not there."""
        return self._text[1]

    def section(self, title: str) -> Span | None:
        """Return the part of the text below the first heading with this title, in whatever case,
        up to the next heading of its level."""
        headings = list(self.headings())
        for number, heading in enumerate(headings):
            if heading.text.strip().casefold() == title.casefold():
                later = (h.start for h in headings[number + 1 :] if h.level <= heading.level)
                return Span(heading.start, next(later, len(self._data)))
        return None

    @property
    def code_blocks(self) -> list[Span]:
        """The blocks of code, in file order."""
        return list(self._of_kind(BlockKind.CODE))

    @property
    def title(self) -> Heading | None:
        """The first heading of level 1."""
        return find_title(self._data, self._start, self.is_text)

    def headings(self) -> Iterator[Heading]:
        """Yield the headings in file order."""
        return find_headings(self._data, self._start, self.is_text)

    def is_text(self, offset: int) -> bool:
        """Tell whether ``offset`` is in no block in which no text is read."""
        return not (self._blocks and holds(self._blocks, offset))

    @cached_property
    def footnotes(self) -> Footnotes:
        """What the text says of footnotes."""
        if self._data.find(b"[^", self._start) < 0:
            return Footnotes((), frozenset())
        brackets = self._read(LinkList(self._data)).brackets
        labels = frozenset(each.decode("utf-8", "replace") for each in brackets.notes)
        return Footnotes(tuple(brackets.references), labels)

    @cached_property
    def comments(self) -> list[Span]:
        """The comments of HTML and of Obsidian, in file order."""
        return sorted([*self._of_kind(BlockKind.COMMENT), *self._hidden.comments])

    def is_code(self, offset: int) -> bool:
        """Tell whether ``offset`` is in a block of code or in a code span."""
        return holds(self._code, offset)

    @cached_property
    def _code(self) -> list[Span]:
        return sorted([*self._of_kind(BlockKind.CODE), *self._hidden.code])

    def _of_kind(self, kind: BlockKind) -> Iterator[Span]:
        return (Span(*block[:2]) for block in self._blocks if block.kind is kind)

    @cached_property
    def _hidden(self) -> InlineReader:
        return self._read(LinkList(self._data), also_hidden=True)

    @cached_property
    def _blocks(self) -> list[OpaqueBlock]:
        return opaque_blocks(self._data, self._start)

    @cached_property
    def _text(self) -> tuple[BodyLinks, list[Problem]]:
        data, start = self._data, self._start
        if data.find(b"[", start) < 0 and data.find(b"<", start) < 0:
            return NO_LINKS, []
        links = LinkList(data)
        if not self._blocks and read_plain(data, start, len(data), links):
            return links.done(), []
        brackets = self._read(links).brackets
        return links.done(), [*undefined_footnotes(data, brackets.references, brackets.notes)]

    def _read(self, links: LinkList, also_hidden: bool = False) -> InlineReader:
        """Read the text near what may be a link, and with ``also_hidden`` near what may hide it."""
        from codex_tools.syntax.markdown.inline import ALL_MARKS, LINK_MARKS, InlineReader

        reader = InlineReader(self._data, links, ALL_MARKS if also_hidden else LINK_MARKS)
        position = self._start
        for block in self._blocks:
            reader.read(position, block.start)
            if block.kind is BlockKind.HTML:
                reader.read_html(block.start, block.end)
            position = block.end
        reader.read(position, len(self._data))
        return reader


def holds(spans: Sequence[Span | OpaqueBlock], offset: int) -> bool:
    """Tell whether one of these spans, which are in order and do not overlap, holds an offset."""
    number = bisect_right(spans, offset, key=itemgetter(0)) - 1
    return number >= 0 and offset < spans[number].end
