"""Offsets in characters, offsets in bytes, lines and columns."""

from __future__ import annotations

from codex_tools.model import Span


def char_to_byte_span(text: str, span: Span, base: int) -> Span:
    """Turn character offsets within ``text`` into byte offsets within the file."""
    start = base + len(text[: span.start].encode())
    return Span(start, start + len(text[span.start : span.end].encode()))
