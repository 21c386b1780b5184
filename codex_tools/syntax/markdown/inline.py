"""The text between the opaque blocks of a body → its links, its comments and its footnotes.

It is read from left to right, as CommonMark reads it: what begins first hides what is in it. Only
the stretches between empty lines that hold a bracket or a tag are read at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from codex_tools.model import Span, Syntax
from codex_tools.runtime import lazy_regex
from codex_tools.syntax.markdown.brackets import Brackets
from codex_tools.syntax.markdown.html_tags import AUTOLINK, TAG, address_places
from codex_tools.syntax.markdown.link_list import LinkList
from codex_tools.syntax.markdown.paragraphs import Paragraphs
from codex_tools.syntax.markdown.plain_text import read_plain
from codex_tools.syntax.markdown.wikilinks import ANY_WIKILINK, BARE_WIKILINK

_SPECIAL = lazy_regex.compile(
    rb"[\\`<\[\]{%%$](?:(?<=\[)\[(?:%b|%b))?" % (BARE_WIKILINK, ANY_WIKILINK)
)
"""What may begin or end something that is no plain text; a whole wikilink, where it is one."""

LINK_MARKS = (b"[", b"<")
"""No link is without one of these."""

ALL_MARKS = (*LINK_MARKS, b"`", b"%%")
"""No link, no comment and no code span is without one of these."""

_MATH = lazy_regex.compile(rb"(?s:\$(?![\s$])(?:\\.|[^$\\])*+(?<!\s)\$(?!\d))")
_SHORT_COMMENT = lazy_regex.compile(rb"<!--(?:>|->)")
_PRE = lazy_regex.compile(rb"(?i:<pre[\s>])")
_RAW_TEXT = (b"script", b"style", b"textarea")
_UNTIL = {
    b"<%": rb"%>",
    b"<?": rb"\?>",
    b"{{": rb"\}\}+",
    b"{%": rb"%\}",
    b"${": rb"\}",
    b"{/": rb"\*/\}",
    b"$$": rb"\$\$",
    b"\\[": rb"\\\]",
    b"\\(": rb"\\\)",
}
"""What hides all up to its counterpart in the same paragraph."""


class InlineReader:
    """Reads stretches of ``data`` one after another; what it finds is in its attributes."""

    def __init__(self, data: bytes, links: LinkList, marks: Sequence[bytes] = LINK_MARKS) -> None:
        self.links = links
        self.comments: list[Span] = []
        self.code: list[Span] = []
        self._data = data
        self._next = dict.fromkeys(marks, -1)
        """Where each mark stands next, as far as it is known."""

        self._paragraphs = Paragraphs(data)
        self.brackets = Brackets(data, self._paragraphs, self.links)

    def read(self, start: int, end: int) -> None:
        """Read the text from ``start`` to ``end``."""
        position = start
        while (mark := self._next_mark(position, end)) < end:
            begin = self._data.rfind(b"\n\n", position, mark)
            begin = begin + 2 if begin >= 0 else position
            position = self._data.find(b"\n\n", mark, end)
            position = position if position >= 0 else end
            if not read_plain(self._data, begin, position, self.links):
                self._read_stretch(begin, position)

    def _next_mark(self, position: int, end: int) -> int:
        """Where one of the marks stands next, or ``end``."""
        for mark, known in self._next.items():
            if known < position:
                found = self._data.find(mark, position, end)
                self._next[mark] = found if found >= 0 else end
        return min(self._next.values())

    def read_html(self, start: int, end: int) -> None:
        """Read what is raw HTML: only its tags."""
        self._paragraphs.enter_whole(end)
        self._read_tags(start, end)

    def _read_stretch(self, start: int, end: int) -> None:
        self._paragraphs.enter(start, end)
        self.brackets.enter(start, end)
        position = start
        while position < end:
            for mark in _SPECIAL.finditer(self._data, position, end):
                if mark.lastindex:
                    self.links.add_wikilink(mark)
                    continue
                position = _READ[mark[0]](self, mark.start())
                if position != mark.end():
                    break
            else:
                return

    def _skip(self, position: int) -> int:
        """Go behind what a mark at ``position`` hides, or else behind its first byte."""
        pattern = _UNTIL.get(self._data[position : position + 2])
        end = self._paragraphs.counterpart(pattern, position + 2) if pattern else -1
        return max(end, position + 1)

    def _read_backslash(self, position: int) -> int:
        return max(self._skip(position), position + 2)

    def _read_ticks(self, position: int) -> int:
        end = self._paragraphs.behind_ticks(position)
        self.code.append(Span(position, end))
        return end

    def _read_dollar(self, position: int) -> int:
        if self._data.startswith(b"$$", position):
            return max(self._skip(position), position + 2)
        formula = _MATH.match(self._data, position, self._paragraphs.end(position))
        return formula.end() if formula else self._skip(position)

    def _read_per_cent(self, position: int) -> int:
        if not self._data.startswith(b"%%", position):
            return position + 1
        return self._read_comment(position, rb"%%", position + 2)

    def _read_comment(self, position: int, pattern: bytes, inside: int) -> int:
        """Go behind the comment at ``position``, or only to ``inside`` where it has no end."""
        end = self._paragraphs.counterpart(pattern, inside)
        if end >= 0:
            self.comments.append(Span(position, end))
        return max(end, inside)

    def _read_less_than(self, position: int) -> int:
        end = self._read_markup(position)
        if _PRE.match(self._data, position):
            closing = self._paragraphs.counterpart(rb"(?i:</pre\s*>)", end)
            self._read_tags(end, closing)
            end = max(end, closing)
        return end

    def _read_tags(self, start: int, end: int) -> None:
        position = start
        while position < end and (position := self._data.find(b"<", position, end)) >= 0:
            position = self._read_markup(position)

    def _read_markup(self, position: int) -> int:
        """Go behind a comment, a template, a tag or an address on the web."""
        data, paragraphs = self._data, self._paragraphs
        if data.startswith(b"<!--", position):
            short = _SHORT_COMMENT.match(data, position)
            return short.end() if short else self._read_comment(position, rb"-->", position + 4)
        if data.startswith(b"<![CDATA[", position):
            return max(paragraphs.counterpart(rb"\]\]>", position), position + 1)
        end = paragraphs.end(position)
        tag = TAG.match(data, position, end)
        if tag is None:
            link = AUTOLINK.match(data, position, end)
            return link.end() if link else self._skip(position)
        for place in address_places(tag):
            self.links.add_address(place, Syntax.HTML)
        if (name := tag[1].lower()) not in _RAW_TEXT:
            return tag.end()
        return max(paragraphs.counterpart(rb"(?i:</%b\s*>)" % name, tag.end()), tag.end())


_READ: Mapping[bytes, Callable[[InlineReader, int], int]] = {
    b"\\": InlineReader._read_backslash,
    b"`": InlineReader._read_ticks,
    b"$": InlineReader._read_dollar,
    b"%": InlineReader._read_per_cent,
    b"<": InlineReader._read_less_than,
    b"{": InlineReader._skip,
    b"[": lambda reader, position: reader.brackets.open(position),
    b"]": lambda reader, position: reader.brackets.close(position),
}
"""How to read on at a byte."""
