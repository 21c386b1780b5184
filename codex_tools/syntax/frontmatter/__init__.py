"""The front matter of a Markdown file: where it is and what it says.

This is the fast path; what it leaves, errors above all, goes to :mod:`.field_nodes`.
Nothing here writes; see :mod:`codex_tools.edits.entries`.
"""

from __future__ import annotations

import re

from codex_tools.model import Block, Fields, Problem, Span
from codex_tools.runtime import lazy_regex
from codex_tools.syntax.frontmatter.borders import begins_with_keys, is_text
from codex_tools.syntax.frontmatter.yaml_text import read_quickly

BOM = b"\xef\xbb\xbf"

_OPEN = lazy_regex.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n")
_CLOSE = lazy_regex.compile(rb"\n---[ \t]*\r?(?=\n|\Z)")


def find_block(data: bytes) -> Block | Problem | None:
    """Find the front matter of a file's bytes.

    Returns its :class:`Block`, ``None`` when there is none, or a Problem when it is not closed.
    A rule with text below it begins none, see :mod:`.borders`.
    """
    opening = _OPEN.match(data)
    if opening is None:
        return None
    closing = _CLOSE.search(data, opening.end() - 1)
    if closing is None:
        return _unclosed(opening) if begins_with_keys(data, opening.end()) else None
    if is_text(data, opening.end(), closing.start() + 1):
        return None
    body = closing.end() + 1 if closing.end() < len(data) else closing.end()
    return Block(opening.end(), closing.start() + 1, body)


def _unclosed(opening: re.Match[bytes]) -> Problem:
    return Problem(
        "unclosed-front-matter",
        Span(opening.end() - len(opening.group().lstrip(BOM)), opening.end()),
        "the front matter is opened but never closed",
        "put a line with --- below its last field",
    )


def read_block(data: bytes, block: Block) -> Fields:
    """Parse the YAML of ``block``. A block that cannot be read gives no fields and a Problem."""
    fields = read_quickly(data[block.start : block.end])
    if fields is not None:
        return Fields(fields)
    from codex_tools.syntax.frontmatter.field_nodes import read_slowly

    return read_slowly(data, block)
