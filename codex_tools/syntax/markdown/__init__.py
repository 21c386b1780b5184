"""The body of a Markdown file: its links and headings, with byte offsets; code is skipped.

Reads bytes with regular expressions instead of a Markdown parser, which would cost a hundred times
as much. The syntax is that of CommonMark 0.31 (fences, code spans, ATX and setext headings, inline
links) and of Obsidian's wikilinks.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from sys import intern

from codex_tools.model import BODY, Heading, Link, Span, Syntax
from codex_tools.runtime import lazy_regex
from codex_tools.syntax.markdown.body_links import OFFSETS, BodyLinks, Packed, is_plain, pack
from codex_tools.syntax.markdown.code_regions import CodeRegions

WIKILINK_FORM = r"\[\[([^\[\]\n]+)\]\]"
"""``[[…]]``, with what stands between the brackets as the only group."""

WIKILINK = lazy_regex.compile(WIKILINK_FORM)
_WIKILINK = lazy_regex.compile(WIKILINK_FORM.encode())
_INLINE_LINK = lazy_regex.compile(
    rb"\]\(\s*+(<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s++[^()\n]*+)?\)"
)
_SCHEME = lazy_regex.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_CLOSING_HASHES = lazy_regex.compile(rb"(?:^|[ \t])#+[ \t\r]*$")
_HEADING = lazy_regex.compile(rb"\n {0,3}(?:(#{1,6})[ \t]+([^\n]*)|(=+|-+)[ \t]*\r?(?=\n|\Z))")
"""An ATX heading (its marks and text) or the underline of a setext heading."""

_TITLE = lazy_regex.compile(rb"\n {0,3}(?:(#)[ \t]+([^\n]*)|(=+)[ \t]*\r?(?=\n|\Z))")
"""The same, of level 1."""

_COMMENT = lazy_regex.compile(rb"<!--.*?-->|\xef\xbb\xbf", re.DOTALL)
_NO_PARAGRAPH = lazy_regex.compile(rb" {0,3}(?:[>#|]|[-*+][ \t]|\d+[.)][ \t]|```|~~~)| {4}|\t")


def find_links(data: bytes, start: int, code: CodeRegions) -> BodyLinks:
    """Return the wikilinks and relative Markdown links of ``data`` from ``start``, in file order
    of each kind."""
    texts: list[str | Packed] = []
    offsets = array(OFFSETS)
    for match in _WIKILINK.finditer(data, start):
        begin, end = match.span(1)
        if not code.holds_link(begin - 2):
            raw = intern(match[1].decode("utf-8", "replace"))
            if is_plain(raw, end - begin):
                texts.append(raw)
                offsets.append(begin)
            else:
                texts.append(pack(parse_wikilink(raw, Span(begin, end))))
    for match in _INLINE_LINK.finditer(data, start):
        link = _inline_link(match)
        if link is not None and not code.holds_link(match.start()):
            texts.append(pack(link))
    return BodyLinks((tuple(texts), offsets.tobytes()))


def parse_wikilink(raw: str, place: Span) -> Link:
    """Take the text between ``[[`` and ``]]`` apart into target, heading and alias."""
    if "|" not in raw and "#" not in raw:
        return Link(BODY, raw, raw.strip(), place, Syntax.WIKILINK)
    address = raw.partition("|")[0].replace("\\", "")
    target, _, heading = address.partition("#")
    return Link(BODY, raw, target.strip(), place, Syntax.WIKILINK, heading.strip())


def _inline_link(match: re.Match[bytes]) -> Link | None:
    raw = match.group(1).decode("utf-8", "replace")
    address = raw.strip("<>")
    if not address or _SCHEME.match(address):
        return None
    target, _, heading = address.partition("#")
    place = Span(*match.span(1))
    if "%" in address:
        from urllib.parse import unquote

        target, heading = unquote(target), unquote(heading)
    return Link(BODY, raw, target, place, Syntax.MARKDOWN, heading)


def find_title(data: bytes, start: int, code: CodeRegions) -> Heading | None:
    """Return the first heading of level 1."""
    return next((each for each in _headings(_TITLE, data, start, code) if each.level == 1), None)


def begins_body(data: bytes, start: int, heading: Heading) -> bool:
    """Tell whether nothing but blanks and comments stands before a heading."""
    before = data[start : heading.start].rstrip().removesuffix(b"#")
    return not (before and _COMMENT.sub(b"", before).strip())


def find_headings(data: bytes, start: int, code: CodeRegions) -> Iterator[Heading]:
    """Yield the headings of ``data`` from ``start`` in file order."""
    return _headings(_HEADING, data, start, code)


def _headings(
    form: re.Pattern[bytes], data: bytes, start: int, code: CodeRegions
) -> Iterator[Heading]:
    if start == 0 and data.startswith(b"#"):
        first = _HEADING.match(b"\n" + data.partition(b"\n")[0])
        if first:
            yield _atx(first, -1)
    for match in form.finditer(data, max(start - 1, 0)):
        heading = _atx(match) if match[1] else _setext(data, start, match)
        if heading is not None and not code.holds_heading(heading.start):
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
