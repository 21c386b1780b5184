"""Bytes of one file → :class:`~codex_tools.model.Document`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from zlib import crc32

from codex_tools.model import NOTHING, Block, Document, Problem, Span
from codex_tools.runtime import lazy_regex
from codex_tools.syntax import frontmatter
from codex_tools.syntax.line_ends import with_lf
from codex_tools.syntax.markdown.body import Body
from codex_tools.syntax.markdown.body_links import BodyLinks
from codex_tools.syntax.markdown.headings import begins_body
from codex_tools.syntax.suppressions import find_suppressions

MISPLACED = (
    rb"(?P<lead>(?:[^\S\n]*+\n)*+)(?P<indent>[ \t]*+)---[ \t]*\r?\n"
    rb"(?P<yaml>[ \t]*[\w-]+:[^\0]*?\n)[ \t]*---[ \t]*(?:\r?\n|\Z)"
)
"""A front matter below empty lines or behind spaces, where it does not count."""

_SECOND = lazy_regex.compile(MISPLACED)
_WORD = lazy_regex.compile(r"[\w-]+")


def parse_document(path: str, data: bytes, inline: Mapping[str, str] = NOTHING) -> Document:
    """Parse a Markdown file. Never raises for what the file holds: see ``Document.problems``.

    ``path`` is repo-relative with forward slashes; ``data`` is the file as it is on disk.
    ``inline`` maps the names of fields that are read in the body too to the relations they hold.
    """
    problems, size, checksum = byte_problems(data), len(data), crc32(data)
    data = with_lf(data)
    fields: dict[str, object] = {}
    block = frontmatter.find_block(data)
    start = 0
    if isinstance(block, Problem):
        problems.append(block)
    elif block is not None:
        fields, found = frontmatter.read_block(data, block)
        problems += found
        start = block.body
        problems += _second(data, start, fields)
    elif data[:1].isspace():
        problems += _misplaced(data)
    body = Body(data, start)
    heading = body.title
    closed = block if isinstance(block, Block) else None
    suppressions, malformed = find_suppressions(data, closed, body)
    return Document(
        path=path,
        fields=fields,
        has_front_matter=block is not None,
        body_start=start,
        links=_links(body, data, start, inline),
        heading=heading,
        problems=(*problems, *body.problems, *malformed),
        suppressions=tuple(suppressions),
        size=size,
        checksum=checksum,
        begins_with_heading=heading is not None and begins_body(data, start, heading),
    )


def _links(body: Body, data: bytes, start: int, inline: Mapping[str, str]) -> BodyLinks:
    if not inline:
        return body.links
    from codex_tools.syntax.markdown.inline_fields import with_fields

    return with_fields(body.links, data, start, inline)


def was_read_from(document: Document, data: bytes) -> bool:
    """Tell whether ``data`` are the bytes that a document was read from."""
    return (document.size, document.checksum) == (len(data), crc32(data))


def _misplaced(data: bytes) -> list[Problem]:
    match = re.match(MISPLACED, data)
    if match is None:
        return []
    message = (
        "the front matter does not begin at the first letter of the file, so it does not count"
    )
    return [_misplaced_at(match.end("indent"), message)]


def _misplaced_at(start: int, message: str, hint: str = "") -> Problem:
    return Problem("misplaced-front-matter", Span(start, start + 3), message, hint)


def _second(data: bytes, start: int, fields: Mapping[str, object]) -> list[Problem]:
    """Report a second front matter right below the one of ``fields``, which ends at ``start``.

    A line between two rules, such as `Note: it turns`, is a heading.
    """
    match = _SECOND.match(data, start)
    if match is None:
        return []
    block = Block(match.start("yaml"), match.end("yaml"), match.end())
    more, problems = frontmatter.read_block(data, block)
    is_heading = len(more) == 1 and not more.keys() & fields.keys() and match["yaml"][:1].isupper()
    if problems or is_heading or not all(map(_WORD.fullmatch, more)):
        return []
    message = "a second front matter stands below the first, so it is text and does not count"
    return [_misplaced_at(match.end("indent"), message, "merge its fields into the first one")]


def byte_problems(data: bytes) -> list[Problem]:
    """Report what is wrong with the bytes themselves: encoding, NUL, byte order mark, CRLF."""
    problems = []
    if data.startswith(frontmatter.BOM):
        message = "the file begins with a byte order mark"
        problems.append(Problem("byte-order-mark", Span(0, 3), message))
    nul = data.find(b"\0")
    if nul >= 0:
        message = "the file holds NUL bytes, as if it were no text"
        problems.append(Problem("nul-byte", Span(nul, nul + 1), message))
    if b"\r" in data and (crlf := data.find(b"\r\n")) >= 0:
        problems.append(_line_ends(data, crlf))
    if not data.isascii():
        problems += _encoding(data)
    return problems


def _line_ends(data: bytes, crlf: int) -> Problem:
    mixed = data.count(b"\n") != data.count(b"\r\n")
    message = "lines end with CRLF" + (
        " in one part of the file and LF in another" if mixed else ""
    )
    return Problem("crlf-line-ends", Span(crlf, crlf + 1), message)


def _encoding(data: bytes) -> list[Problem]:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        message = f"the byte 0x{data[error.start]:02x} is not UTF-8"
        hint = "save the file as UTF-8"
        return [Problem("invalid-utf8", Span(error.start, error.start + 1), message, hint)]
    return []
