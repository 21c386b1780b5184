"""Where in a Markdown body there is code or a comment, so that nothing there is a link.

An offset is tested only when a link was found at it, and each kind of region is looked for only
when its marks occur: testing links is much cheaper than masking the whole text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from operator import itemgetter

from codex_tools.model import Span
from codex_tools.patterns import regex

_FENCE = regex(rb"(`{3,}|~{3,})[^\n]*")
_TICK_FENCE = regex(rb"(```+)[^\n]*")
"""The same where there are no tildes: a pattern that begins with letters is found much faster."""

_BEFORE_FENCE = regex(rb"[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?")
_TICKS = regex(rb"``*")
"""One or more, and found faster than by a plus, for the same reason."""

_INDENT = regex(rb"(?: {4}| {0,3}\t)")
_BLANKS = b" \t"
_BLANK = regex(rb"[ \t]*\r?")
_LIST_ITEM = regex(rb"^[ \t]*(?:[-*+]|\d+[.)])[ \t]", re.MULTILINE)


class CodeRegions:
    """The code and the comments of ``data`` from the offset ``start``.

    Says of an offset whether it is inside: fenced code, indented code, code spans and comments, as
    in CommonMark 0.31.
    """

    def __init__(self, data: bytes, start: int) -> None:
        self._data = data
        self._start = start

    def holds_link(self, offset: int) -> bool:
        """Tell whether a link at ``offset`` would be inside code or a comment."""
        if self._is_unmarked:
            return self._is_indented(offset)
        near_ticks = self._has_ticks and self._is_near_ticks(offset)
        spans = self._with_code_spans if near_ticks else self._blocks
        return bool(spans and _holds(spans, offset)) or self._is_indented(offset)

    def _is_near_ticks(self, offset: int) -> bool:
        """Tell whether there is a backtick before ``offset`` in the same paragraph."""
        tick = self._data.rfind(b"`", self._start, offset)
        return tick >= 0 and self._data.find(b"\n\n", tick, offset) < 0

    def holds_heading(self, offset: int) -> bool:
        """Tell whether a heading whose line holds ``offset`` would be inside code or a comment."""
        return bool(self._blocks and _holds(self._blocks, offset))

    @cached_property
    def _blocks(self) -> list[Span]:
        """Fences and comments."""
        blocks: list[Span] = []
        if self._has(b"~") and self._has(b"~~~"):
            blocks = list(_fences(self._data, self._start, _FENCE))
        elif self._has(b"`") and self._has(b"```"):
            blocks = list(_fences(self._data, self._start, _TICK_FENCE))
        if self._has(b"<"):
            blocks = _merge(blocks, _comments(self._data, self._start))
        return blocks

    @cached_property
    def _is_unmarked(self) -> bool:
        """Whether nothing marks code or a comment, so that code is indented or none."""
        return not (self._has_ticks or self._has(b"~") or self._has(b"<"))

    @cached_property
    def _has_ticks(self) -> bool:
        return self._has(b"`")

    @cached_property
    def _with_code_spans(self) -> list[Span]:
        return _merge(self._blocks, _code_spans(self._data, self._start, self._blocks))

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
        while line > self._start:
            above = max(self._data.rfind(b"\n", self._start, line - 1) + 1, self._start)
            if _BLANK.fullmatch(self._data, above, line - 1):
                return True
            if not _INDENT.match(self._data, above):
                return False
            line = above
        return True

    @cached_property
    def _has_list(self) -> bool:
        return _LIST_ITEM.search(self._data, self._start) is not None


def _holds(spans: list[Span], offset: int) -> bool:
    index = bisect_right(spans, offset, key=itemgetter(0)) - 1
    return index >= 0 and offset < spans[index].end


def _merge(known: list[Span], found: Iterator[Span]) -> list[Span]:
    """Add the spans that do not begin inside a known one; the result is sorted."""
    return sorted([*known, *(span for span in found if not _holds(known, span.start))])


def _comments(data: bytes, start: int) -> Iterator[Span]:
    """Each comment; one that is never closed is none, and nor is any after it."""
    opening = data.find(b"<!--", start)
    while opening >= 0:
        closing = data.find(b"-->", opening + 4)
        if closing < 0:
            return
        yield Span(opening, closing + 3)
        opening = data.find(b"<!--", closing + 3)


def _fences(data: bytes, start: int, form: re.Pattern[bytes]) -> Iterator[Span]:
    opened: re.Match[bytes] | None = None
    for fence in form.finditer(data, start):
        line = data.rfind(b"\n", start, fence.start()) + 1
        if not _BEFORE_FENCE.fullmatch(data, max(line, start), fence.start()):
            continue
        if opened is None:
            if fence.group(1)[:1] == b"~" or b"`" not in data[fence.end(1) : fence.end()]:
                opened = fence
        elif _closes(fence, opened, data):
            yield Span(opened.start(), fence.end())
            opened = None
    if opened is not None:
        yield Span(opened.start(), len(data))


def _closes(fence: re.Match[bytes], opened: re.Match[bytes], data: bytes) -> bool:
    same = fence.group(1)[:1] == opened.group(1)[:1]
    longer = len(fence.group(1)) >= len(opened.group(1))
    return same and longer and not data[fence.end(1) : fence.end()].strip()


def _code_spans(data: bytes, start: int, taken: list[Span]) -> Iterator[Span]:
    ticks = [match for match in _TICKS.finditer(data, start) if not _holds(taken, match.start())]
    index = 0
    while index < len(ticks):
        close = _closing_tick(data, ticks, index)
        if close is not None:
            yield Span(ticks[index].start(), ticks[close].end())
            index = close
        index += 1


def _closing_tick(data: bytes, ticks: list[re.Match[bytes]], index: int) -> int | None:
    """Return the index of the run of as many backticks in the same paragraph."""
    opening = ticks[index]
    if data[opening.start() - 1 : opening.start()] == b"\\":
        return None
    paragraph = _paragraph_end(data, opening.end())
    for other in range(index + 1, len(ticks)):
        if ticks[other].start() > paragraph:
            return None
        if len(ticks[other].group()) == len(opening.group()):
            return other
    return None


def _paragraph_end(data: bytes, position: int) -> int:
    ends = [data.find(mark, position) for mark in (b"\n\n", b"\n\r\n")]
    return min((end for end in ends if end >= 0), default=len(data))
