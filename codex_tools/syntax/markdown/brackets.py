"""The brackets of a text → inline links, reference definitions and footnotes."""

from __future__ import annotations

from codex_tools.model import Span, Syntax
from codex_tools.runtime import lazy_regex
from codex_tools.syntax.markdown.destinations import definition, inline_destination
from codex_tools.syntax.markdown.link_list import LinkList
from codex_tools.syntax.markdown.paragraphs import Paragraphs

_FOOTNOTE = lazy_regex.compile(rb"\[\^([\w\x80-\xff-]++)\](?!\()(:?)")
_LINE_START = lazy_regex.compile(rb"[ \t>]*+((?:[-*+]|\d{1,9}[.)])[ \t]++[ \t>]*+)*+")
_NO_TEXT = lazy_regex.compile(
    rb"(?: {0,3}>| {0,3}(?:[-*+]|\d{1,9}[.)])(?=\s))*+"
    rb"(?:[ \t]*+| {0,3}(?:#{1,6}[ \t][^\n]*+|[-=*_ ]++))\r?\n"
)
_LONGEST_LABEL = 999


class Brackets:
    """The brackets that are open in a paragraph, and what becomes of them when they are closed."""

    def __init__(self, data: bytes, paragraphs: Paragraphs, links: LinkList) -> None:
        self.references: list[Span] = []
        """Where footnotes are referred to, brackets and all."""

        self.notes: set[bytes] = set()
        """The labels of the footnotes that are there."""

        self._data, self._paragraphs, self._links = data, paragraphs, links
        self._open: list[int] = []
        self._end = self._start = self._limit = 0
        self._inactive = self._definition_end = -1

    def enter(self, start: int, limit: int) -> None:
        """Begin with another stretch of text."""
        self._start, self._limit, self._end = start, limit, start
        self._open.clear()

    def open(self, position: int) -> int:
        """Take in an opening bracket; returns where to read on."""
        footnote = _FOOTNOTE.match(self._data, position, self._limit)
        if footnote is None:
            if position >= self._end:
                self._end = self._paragraphs.end(position)
                self._open.clear()
            self._open.append(position)
            return position + 1
        if footnote[2] and self._begins_line(position):
            self.notes.add(footnote[1])
        else:
            self.references.append(Span(position, footnote.end(1) + 1))
        return footnote.end(1) + 1

    def close(self, position: int) -> int:
        """Take in a closing bracket; returns where to read on."""
        if not self._open or position >= self._end:
            return position + 1
        opening, behind = self._open.pop(), self._data[position + 1 : position + 2]
        if behind == b"(":
            return self._read_link(opening, position)
        if behind == b":":
            return self._read_definition(opening, position)
        return position + 1

    def _read_link(self, opening: int, closing: int) -> int:
        """An inline link or a picture; a link in the text of another one is the only link."""
        is_picture = self._data[opening - 1 : opening] == b"!"
        found = inline_destination(self._data, closing + 1, self._end)
        if found is None or (opening < self._inactive and not is_picture):
            return closing + 1
        if not is_picture:
            self._inactive = opening
        place, end = found
        self._links.add_address(place, Syntax.MARKDOWN)
        return end

    def _read_definition(self, opening: int, closing: int) -> int:
        label = self._data[opening + 1 : min(closing, opening + _LONGEST_LABEL + 2)]
        if not label.strip() or len(label) > _LONGEST_LABEL or not self._begins_paragraph(opening):
            return closing + 1
        found = definition(self._data, closing + 2, self._limit)
        if found is None:
            return closing + 1
        place, self._definition_end = found
        self._links.add_address(place, Syntax.DEFINITION)
        return self._definition_end

    def _begins_line(self, position: int) -> bool:
        """Tell whether only the marks of containers stand before ``position`` in its line."""
        line = max(self._data.rfind(b"\n", self._start, position) + 1, self._start)
        return _LINE_START.fullmatch(self._data, line, position) is not None

    def _begins_paragraph(self, position: int) -> bool:
        """Tell whether a definition may stand at ``position``: in no paragraph that began above."""
        line = max(self._data.rfind(b"\n", self._start, position) + 1, self._start)
        marks = _LINE_START.fullmatch(self._data, line, position)
        if marks is None or line == self._start or marks[1]:
            return marks is not None
        above = max(self._data.rfind(b"\n", self._start, line - 1) + 1, self._start)
        if self._definition_end >= above or _NO_TEXT.fullmatch(self._data, above, line):
            return True
        around = _LINE_START.match(self._data, above, line)
        return marks[0].count(b">") > (around[0].count(b">") if around else 0)
