"""Where the text ends that one mark and its counterpart may stand in: a paragraph, or a row."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from codex_tools.runtime import lazy_regex

_ALONE = lazy_regex.compile(rb"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:#{1,6}[ \t]|\|)")
"""The beginning of a heading or of a row, which end with their line."""

_TICKS = lazy_regex.compile(rb"`+")
_QUOTED = lazy_regex.compile(rb" {0,3}>")
_LISTED = lazy_regex.compile(rb"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]|  )")


def end_of_paragraph(data: bytes, position: int, limit: int) -> int:
    """Return the end of the paragraph that ``position`` is in, before ``limit``."""
    line = data.rfind(b"\n", 0, position) + 1
    if _ALONE.match(data, line, limit):
        end = data.find(b"\n", position, limit)
        return end if end >= 0 else limit
    is_quoted = _QUOTED.match(data, line) is not None
    is_listed = _LISTED.match(data, line) is not None
    found = _next_block(is_quoted, is_listed).search(data, position, limit)
    return found.start() if found else limit


@cache
def _next_block(is_quoted: bool, is_listed: bool) -> re.Pattern[bytes]:
    """Return what ends a paragraph in a quotation or a list, or in none.

    It is a line that is empty, a list item, a heading, the underline of one, a rule, a row or a
    quotation. Only lists that begin with 1 interrupt a text that is in no list.
    """
    number = rb"\d{1,9}" if is_listed else rb"0*1"
    begin = rb"(?: {0,3}> ?)*+" if is_quoted else rb""
    indent = rb"[ \t]*+" if is_listed else rb" {0,3}"
    quotation = rb"" if is_quoted else rb" {0,3}>|"
    return re.compile(
        rb"\n%b(?=%b[ \t]*+(?:\r?\n|\Z)|[ \t]*+(?:[-*+]|%b[.)])[ \t]|%b#{1,6}[ \t\r\n]"
        rb"|[ \t]*+\|| {0,3}(?:=++|-++|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})[ \t]*(?:\r?\n|\Z))"
        % (begin, quotation, number, indent)
    )


class Paragraphs:
    """The paragraphs of a text that is read from left to right, and the counterparts in them.

    What was found last is kept, so that many marks without a counterpart cost no more than others.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._limit = self._end = 0
        self._counterparts: dict[bytes, tuple[int, int]] = {}
        self._ticks: dict[int, list[int]] = {}
        self._ticks_end = -1

    def enter(self, start: int, limit: int) -> None:
        """Begin with the text at ``start``, which goes no further than ``limit``."""
        self._end, self._limit = start, limit

    def enter_whole(self, limit: int) -> None:
        """Take all up to ``limit`` for one paragraph."""
        self._end = self._limit = limit

    def end(self, position: int) -> int:
        """Return the end of the paragraph that holds ``position``, which only grows."""
        if position >= self._end:
            self._end = end_of_paragraph(self._data, position, self._limit)
        return self._end

    def counterpart(self, pattern: bytes, position: int) -> int:
        """Return the end of the next match in the same paragraph, or -1."""
        limit = self.end(position)
        known = self._counterparts.get(pattern, (-1, -1))
        if known[0] < position:
            found = _compiled(pattern).search(self._data, position, limit)
            known = self._counterparts[pattern] = found.span() if found else (limit, -1)
        return known[1]

    def behind_ticks(self, position: int) -> int:
        """Return where the code span at ``position`` ends, or where its backticks end if the
        paragraph has no others of their number."""
        run = _TICKS.match(self._data, position)
        assert run is not None
        end = self.end(position)
        if self._ticks_end != end:
            self._ticks, self._ticks_end = {}, end
            for each in _TICKS.finditer(self._data, position, end):
                self._ticks.setdefault(len(each[0]), []).append(each.start())
        starts = self._ticks.get(len(run[0]), [])
        number = bisect_right(starts, position)
        return starts[number] + len(run[0]) if number < len(starts) else run.end()


@cache
def _compiled(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(pattern)
