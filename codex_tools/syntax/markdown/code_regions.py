"""Where in a Markdown body there is code or a comment, so that nothing there is a link.

An offset is tested only when a link was found at it, and each kind of region is looked for only
when its marks occur: testing links is much cheaper than masking the whole text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, cached_property
from operator import itemgetter

from codex_tools.model import Span
from codex_tools.runtime import lazy_regex

_FENCE = lazy_regex.compile(rb"(`{3,}|~{3,})[^\n]*")
_TICK_FENCE = lazy_regex.compile(rb"(```+)[^\n]*")
"""The same where there are no tildes: a pattern that begins with letters is found much faster."""

_BEFORE_FENCE = lazy_regex.compile(rb"[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?")
_TICKS = lazy_regex.compile(rb"``*")
"""One or more, and found faster than by a plus, for the same reason."""

_INDENT = lazy_regex.compile(rb"(?: {4}| {0,3}\t)")
_QUOTE = lazy_regex.compile(rb" {0,3}>")
_ITEM = lazy_regex.compile(rb"[ \t>]*(?:[-*+]|\d+[.)])[ \t]")
_HEADING = lazy_regex.compile(rb" {0,3}#{1,6}[ \t]")
_BLANKS = b" \t"
_BLANK = lazy_regex.compile(rb"[ \t]*\r?")
_LIST_ITEM = lazy_regex.compile(rb"^[ \t]*(?:[-*+]|\d+[.)])[ \t]", re.MULTILINE)


class CodeRegions:
    """The code and the comments of ``data`` from the offset ``start``.

    Says of an offset whether it is inside: fenced code, indented code, code spans and comments, as
    in CommonMark 0.31.
    """

    def __init__(self, data: bytes, start: int) -> None:
        self._data = data
        self._start = start
        self._code_lines: dict[int, bool] = {}

    def holds_link(self, offset: int) -> bool:
        """Tell whether a link at ``offset`` would be inside code or a comment."""
        if self._is_unmarked:
            return self._is_indented(offset)
        near_ticks = self._has_ticks and self._is_near_ticks(offset)
        spans = self._with_code_spans if near_ticks else self._blocks
        return bool(spans and holds(spans, offset)) or self._is_indented(offset)

    def is_comment(self, offset: int) -> bool:
        """Tell whether a comment begins at ``offset``: there is none in code or in another one."""
        last = _last(self._with_code_spans, offset)
        return last is not None and last.start == offset and not self._is_indented(offset)

    def _is_near_ticks(self, offset: int) -> bool:
        """Tell whether there is a backtick before ``offset`` in the same paragraph."""
        paragraph = max(self._data.rfind(b"\n\n", self._start, offset), self._start)
        return self._data.find(b"`", paragraph, offset) >= 0

    def holds_heading(self, offset: int) -> bool:
        """Tell whether a heading whose line holds ``offset`` would be inside code or a comment."""
        return bool(self._blocks and holds(self._blocks, offset))

    @cached_property
    def _blocks(self) -> list[Span]:
        """Fences and comments."""
        if self._has(b"~") and self._has(b"~~~"):
            form = _FENCE
        elif self._has(b"`") and self._has(b"```"):
            form = _TICK_FENCE
        else:
            form = None
        if form is None and not (self._has(b"<") and self._has(b"<!--")):
            return []
        fences = form.finditer(self._data, self._start) if form else iter(())
        return list(_code_and_comments(self._data, self._start, fences))

    @cached_property
    def _is_unmarked(self) -> bool:
        """Whether nothing marks code or a comment, so that code is indented or none."""
        return not (self._has_ticks or self._has(b"~") or self._has(b"<"))

    @cached_property
    def _has_ticks(self) -> bool:
        return self._has(b"`")

    @cached_property
    def _with_code_spans(self) -> list[Span]:
        blocks = self._blocks
        spans = _code_spans(self._data, self._start, len(self._data), blocks)
        return sorted([*blocks, *spans])

    def _has(self, mark: bytes) -> bool:
        """Tell whether ``mark`` occurs. A single byte is looked for many times faster than more."""
        return self._data.find(mark, self._start) >= 0

    def _is_indented(self, offset: int) -> bool:
        """Indented code: after an empty line or more code, and outside lists, where the depth
        means something else."""
        line = self._data.rfind(b"\n", self._start, offset) + 1
        if line < self._start or self._data[line] not in _BLANKS:
            return False
        if not _INDENT.match(self._data, line) or self._has_list:
            return False
        if line not in self._code_lines:
            self._code_lines[line] = self._is_code(line)
        return self._code_lines[line]

    def _is_code(self, line: int) -> bool:
        """Tell whether an indented line is code, by the lines above it."""
        while line > self._start:
            above = max(self._data.rfind(b"\n", self._start, line - 1) + 1, self._start)
            if _BLANK.fullmatch(self._data, above, line - 1):
                return True
            if not _INDENT.match(self._data, above):
                return False
            if above in self._code_lines:
                return self._code_lines[above]
            line = above
        return True

    @cached_property
    def _has_list(self) -> bool:
        return _LIST_ITEM.search(self._data, self._start) is not None


def holds(spans: list[Span], offset: int) -> bool:
    """Tell whether one of these spans, which are in order and do not overlap, holds an offset."""
    last = _last(spans, offset)
    return last is not None and offset < last.end


def _last(spans: list[Span], offset: int) -> Span | None:
    """The last span that begins at or before an offset."""
    index = bisect_right(spans, offset, key=itemgetter(0)) - 1
    return spans[index] if index >= 0 else None


def _code_and_comments(data: bytes, start: int, marks: Iterator[re.Match[bytes]]) -> Iterator[Span]:
    """Yield fenced code and comments in their order: what begins first holds all up to its end."""
    fence = _next_fence(data, start, marks, start)
    comment = _next_comment(data, start)
    while fence or comment:
        if comment and (fence is None or comment.start < fence.start()):
            yield comment
            end = comment.end
        else:
            assert fence is not None
            end = _end_of_code(data, start, fence, marks)
            yield Span(fence.start(), end)
        if fence and fence.start() < end:
            fence = _next_fence(data, start, marks, end)
        if comment and comment.start < end:
            comment = _next_comment(data, end)


def _next_comment(data: bytes, position: int) -> Span | None:
    """The next comment outside code spans; without an end it is none, and nor is any after it."""
    closing = 0
    while (opening := data.find(b"<!--", position)) >= 0:
        if closing < opening + 4:
            closing = data.find(b"-->", opening + 4)
        if closing < 0:
            return None
        spans = _code_spans(data, position, opening, [])
        holder = next((span for span in spans if opening < span.end), None)
        if holder is None:
            return Span(opening, closing + 3)
        position = holder.end
    return None


def _next_fence(
    data: bytes, start: int, marks: Iterator[re.Match[bytes]], position: int
) -> re.Match[bytes] | None:
    """The next mark at or after ``position`` that opens fenced code."""
    for mark in marks:
        if mark.start() >= position and _begins_line(data, start, mark):
            info = data[mark.end(1) : mark.end()]
            if mark.group(1)[:1] == b"~" or b"`" not in info:
                return mark
    return None


def _end_of_code(
    data: bytes, start: int, opened: re.Match[bytes], marks: Iterator[re.Match[bytes]]
) -> int:
    for mark in marks:
        if _begins_line(data, start, mark) and _closes(mark, opened, data):
            return mark.end()
    return len(data)


def _begins_line(data: bytes, start: int, mark: re.Match[bytes]) -> bool:
    line = max(data.rfind(b"\n", start, mark.start()) + 1, start)
    return _BEFORE_FENCE.fullmatch(data, line, mark.start()) is not None


def _closes(fence: re.Match[bytes], opened: re.Match[bytes], data: bytes) -> bool:
    same = fence.group(1)[:1] == opened.group(1)[:1]
    longer = len(fence.group(1)) >= len(opened.group(1))
    return same and longer and not data[fence.end(1) : fence.end()].strip()


def _code_spans(data: bytes, start: int, end: int, taken: list[Span]) -> Iterator[Span]:
    """Yield the code spans outside ``taken`` that begin between two offsets."""
    position = start
    while tick := _TICKS.search(data, position, end):
        position = tick.end()
        escaped = data[tick.start() - 1 : tick.start()] == b"\\"
        if not escaped and not holds(taken, tick.start()):
            closed = _end_of_code_span(data, tick, taken)
            if closed is not None:
                yield Span(tick.start(), closed)
                position = closed


def _end_of_code_span(data: bytes, opening: re.Match[bytes], taken: list[Span]) -> int | None:
    """Return the end of the next run of as many backticks, if it is in the same paragraph."""
    for other in _TICKS.finditer(data, opening.end()):
        if len(other[0]) == len(opening[0]) and not holds(taken, other.start()):
            inside = _is_one_paragraph(data, opening.end(), other.start())
            return other.end() if inside else None
    return None


def _is_one_paragraph(data: bytes, start: int, end: int) -> bool:
    """Tell whether two offsets are in the same paragraph, or in the same heading."""
    if data.find(b"\n", start, end) < 0:
        return True
    line = data.rfind(b"\n", 0, start) + 1
    if _HEADING.match(data, line):
        return False
    quoted, item = (form.match(data, line) is not None for form in (_QUOTE, _ITEM))
    return not _paragraph_end(quoted, item).search(data, start, end)


@cache
def _paragraph_end(quoted: bool, item: bool) -> re.Pattern[bytes]:
    """Return what ends a paragraph that is ``quoted`` or begins as an ``item`` of a list: a line
    that is empty, a list item, a heading, the underline of one, a fence or a quotation. Only lists
    that begin with 1 interrupt other text."""
    number = rb"\d+" if item else rb"0*1"
    begin = rb"(?: {0,3}> ?)*" if quoted else rb""
    quotation = rb"" if quoted else rb" {0,3}>|"
    return re.compile(
        rb"\n%b(?=%b[ \t]*\r?\n|[ \t]*(?:[-*+]|%b[.)])[ \t]| {0,3}#{1,6}[ \t\r\n]|[ \t]*(?:```|~~~)"
        rb"| {0,3}(?:=+|-+)[ \t]*\r?\n)" % (begin, quotation, number)
    )
