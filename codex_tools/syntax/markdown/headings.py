"""The headings of a body, ATX and setext."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from codex_tools.model import Heading
from codex_tools.runtime import lazy_regex
from codex_tools.runtime.text import without

IsText = Callable[[int], bool]
"""Tells whether an offset is in a block in which text is read."""

_CLOSING_HASHES = lazy_regex.compile(rb"(?:^|[ \t])#+[ \t\r]*$")
_HEADING = lazy_regex.compile(rb"\n {0,3}(?:(#{1,6})[ \t]+([^\n]*)|(=+|-+)[ \t]*\r?(?=\n|\Z))")
"""An ATX heading (its marks and text) or the underline of a setext heading."""

_TITLE = lazy_regex.compile(rb"\n {0,3}(?:(#)[ \t]+([^\n]*)|(=+)[ \t]*\r?(?=\n|\Z))")
"""The same, of level 1."""

_BOM = b"\xef\xbb\xbf"
_NO_PARAGRAPH = lazy_regex.compile(rb" {0,3}(?:[>#|]|[-*+][ \t]|\d+[.)][ \t]|```|~~~)| {4}|\t")


def find_title(data: bytes, start: int, is_text: IsText) -> Heading | None:
    """Return the first heading of level 1."""
    return next((each for each in _headings(_TITLE, data, start, is_text) if each.level == 1), None)


def begins_body(data: bytes, start: int, heading: Heading) -> bool:
    """Tell whether nothing but blanks and comments stands before a heading."""
    before = data[start : heading.start].strip().removesuffix(b"#")
    return not (before and without(before, b"<!--", b"-->").replace(_BOM, b"").strip())


def find_headings(data: bytes, start: int, is_text: IsText) -> Iterator[Heading]:
    """Yield the headings of ``data`` from ``start`` in file order."""
    return _headings(_HEADING, data, start, is_text)


def _headings(
    form: re.Pattern[bytes], data: bytes, start: int, is_text: IsText
) -> Iterator[Heading]:
    if start == 0 and data.startswith(b"#"):
        first = _HEADING.match(b"\n" + data.partition(b"\n")[0])
        if first:
            yield _atx(first, -1)
    for match in form.finditer(data, max(start - 1, 0)):
        heading = _atx(match) if match[1] else _setext(data, start, match)
        if heading is not None and is_text(heading.start):
            yield heading


def _atx(match: re.Match[bytes], shift: int = 0) -> Heading:
    text = match[2].rstrip()
    if text.endswith(b"#"):
        text = _CLOSING_HASHES.sub(b"", text).rstrip()
    start = match.start(2) + shift
    return Heading(len(match[1]), text.decode("utf-8", "replace"), start, start + len(text))


def _setext(data: bytes, start: int, underline: re.Match[bytes]) -> Heading | None:
    """Return the heading that the line above an underline is, if it is a line of a paragraph."""
    end = underline.start()
    begin = max(data.rfind(b"\n", start, end) + 1, start)
    line = data[begin:end]
    text = line.strip()
    if not text or _NO_PARAGRAPH.match(line):
        return None
    level = 1 if underline[3][:1] == b"=" else 2
    begin += line.find(text)
    return Heading(level, text.decode("utf-8", "replace"), begin, begin + len(text))
