"""The body of a Markdown file: its links and headings, with byte offsets; code is skipped.

Reads bytes with regular expressions instead of a Markdown parser, which would cost a hundred times
as much. The syntax is that of CommonMark 0.31 (fences, code spans, ATX and setext headings, inline
links) and of Obsidian's wikilinks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from urllib.parse import unquote

from codex_tools.model import Heading, Link, Span, Syntax
from codex_tools.relations import BODY

_WIKILINK = re.compile(rb"\[\[([^\[\]\n]+)\]\]")
_INLINE_LINK = re.compile(
    rb"\]\(\s*(<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+[^()\n]*)?\)"
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_FENCE = re.compile(rb"^[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(`{3,}|~{3,})[^\n]*$", re.MULTILINE)
_TICKS = re.compile(rb"`+")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_INDENTED = re.compile(rb"(?:\A|\n)[ \t]*\r?\n((?:(?: {4}|\t)[^\n]*(?:\n|\Z)|[ \t]*\r?\n)+)")
_LIST_ITEM = re.compile(rb"^[ \t]*(?:[-*+]|\d+[.)])[ \t]", re.MULTILINE)
_ATX = re.compile(rb"^ {0,3}(#{1,6})[ \t]+([^\n]*?)[ \t]*#*[ \t]*\r?$", re.MULTILINE)
_SETEXT = re.compile(
    rb"^ {0,3}([^\s>#\-*+|][^\n]*?)[ \t]*\r?\n {0,3}(=+|-+)[ \t]*\r?$", re.MULTILINE
)


class Regions:
    """Sorted, disjoint byte ranges that can be asked whether they hold an offset."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]

    def __contains__(self, offset: object) -> bool:
        assert isinstance(offset, int)
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._spans[index].end


def code_regions(data: bytes, start: int) -> Regions:
    """Return the regions of ``data`` from ``start`` that are code or comments."""
    spans = list(_fences(data, start))
    spans += _outside(spans, _comments(data, start))
    spans += _outside(spans, _indented(data, start))
    spans += _outside(spans, _code_spans(data, start, Regions(spans)))
    return Regions(spans)


def _outside(known: list[Span], found: Iterator[Span]) -> list[Span]:
    regions = Regions(known)
    return [span for span in found if span.start not in regions]


def _fences(data: bytes, start: int) -> Iterator[Span]:
    if data.find(b"```", start) < 0 and data.find(b"~~~", start) < 0:
        return
    opened: re.Match[bytes] | None = None
    for fence in _FENCE.finditer(data, start):
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


def _comments(data: bytes, start: int) -> Iterator[Span]:
    if data.find(b"<!--", start) >= 0:
        yield from (Span(*match.span()) for match in _COMMENT.finditer(data, start))


def _indented(data: bytes, start: int) -> Iterator[Span]:
    """Indented code: after an empty line, outside lists, where the depth means something else."""
    if data.find(b"\n    ", start) < 0 and data.find(b"\n\t", start) < 0:
        return
    if _LIST_ITEM.search(data, start):
        return
    yield from (Span(*match.span(1)) for match in _INDENTED.finditer(data, start))


def _code_spans(data: bytes, start: int, taken: Regions) -> Iterator[Span]:
    if data.find(b"`", start) < 0:
        return
    ticks = [match for match in _TICKS.finditer(data, start) if match.start() not in taken]
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
    for other in range(index + 1, len(ticks)):
        if len(ticks[other].group()) == len(opening.group()):
            between = data[opening.end() : ticks[other].start()]
            blank = b"\n\n" in between or b"\n\r\n" in between
            return None if blank else other
    return None


def find_links(data: bytes, start: int, code: Regions) -> Iterator[Link]:
    """Yield the wikilinks and relative Markdown links of ``data`` from ``start``, in file order
    of each kind."""
    for match in _WIKILINK.finditer(data, start):
        if match.start() not in code:
            yield parse_wikilink(match.group(1).decode("utf-8", "replace"), Span(*match.span(1)))
    if data.find(b"](", start) < 0:
        return
    for match in _INLINE_LINK.finditer(data, start):
        if match.start() not in code:
            link = _inline_link(match)
            if link is not None:
                yield link


def parse_wikilink(raw: str, place: Span, relation: str = BODY) -> Link:
    """Take the text between ``[[`` and ``]]`` apart into target, heading and alias."""
    address = raw.partition("|")[0].replace("\\", "")
    target, _, heading = address.partition("#")
    return Link(relation, raw, target.strip(), place, Syntax.WIKILINK, heading.strip())


def _inline_link(match: re.Match[bytes]) -> Link | None:
    raw = match.group(1).decode("utf-8", "replace")
    address = raw.strip("<>")
    if not address or _SCHEME.match(address):
        return None
    target, _, heading = address.partition("#")
    place = Span(*match.span(1))
    return Link(BODY, raw, unquote(target), place, Syntax.MARKDOWN, unquote(heading))


def find_headings(data: bytes, start: int, code: Regions) -> list[Heading]:
    """Return the headings of ``data`` from ``start`` in file order."""
    found = [
        _heading(len(match.group(1)), match, 2)
        for match in _ATX.finditer(data, start)
        if match.start() not in code
    ]
    if data.find(b"\n===", start) >= 0 or data.find(b"\n---", start) >= 0:
        found += [
            _heading(1 if match.group(2)[:1] == b"=" else 2, match, 1)
            for match in _SETEXT.finditer(data, start)
            if match.start() not in code
        ]
    return sorted(found, key=lambda heading: heading.start)


def _heading(level: int, match: re.Match[bytes], group: int) -> Heading:
    text = match.group(group).decode("utf-8", "replace").strip()
    return Heading(level, text, *match.span(group))
