"""The links in comments: nobody follows them, but they name files all the same."""

from __future__ import annotations

from collections.abc import Iterator

from codex_tools.model import Document, Link, Span
from codex_tools.syntax.markdown.body import Body

_MARKS = {b"<!--": 3, b"%%": 2}
"""How comments begin, and how many bytes end them."""


def comment_links(document: Document, data: bytes) -> tuple[Link, ...]:
    """Return the links in the comments of a document's body, whose bytes are ``data``."""
    if not any(data.find(mark, document.body_start) >= 0 for mark in _MARKS):
        return ()
    comments = Body(data, document.body_start).comments
    return tuple(link for comment in comments for link in _inside(data, comment))


def _inside(data: bytes, comment: Span) -> Iterator[Link]:
    for mark, size in _MARKS.items():
        if data.startswith(mark, comment.start):
            yield from Body(data[: comment.end - size], comment.start + len(mark)).links
