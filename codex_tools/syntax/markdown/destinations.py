"""The destinations of inline links and of reference definitions, as in CommonMark 0.31."""

from __future__ import annotations

import re

from codex_tools.model import Span
from codex_tools.runtime import lazy_regex

_POINTED = rb"<(?:[^<>\\\n]|\\.)*+>"
_TITLE = rb"(?:\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\))"
_OPENING = lazy_regex.compile(rb"\(\s*+(%b)?" % _POINTED)
_CLOSING = lazy_regex.compile(rb"(?s:(?:\s++%b)?+\s*+\))" % _TITLE)
_STEP = lazy_regex.compile(rb"\\[!-/:-@\[-`{-~]|[()\s\x00-\x1f]")
_BEHIND_LABEL = lazy_regex.compile(rb"[ \t]*+(?:\r?\n[ \t>]*+)?(%b)?" % _POINTED)
_LINE_END = lazy_regex.compile(
    rb"(?s:(?:[ \t]++%b|[ \t]*+\r?\n[ \t>]*+%b(?=[ \t]*+(?:\r?\n|\Z)))?+[ \t]*+(?=\r?\n|\Z))"
    % (_TITLE, _TITLE)
)
_DEEPEST = 32
"""So many brackets within each other belong to a destination."""


def inline_destination(data: bytes, position: int, end: int) -> tuple[Span, int] | None:
    """Read ``(destination "title")`` at ``position``; what it needs stands before ``end``.

    Returns where the destination stands and where the brackets end; ``None`` if there is none.
    """
    return _destination(_OPENING, _CLOSING, data, position, end)


def definition(data: bytes, position: int, end: int) -> tuple[Span, int] | None:
    """Read what stands behind ``[label]:``, which ends with its line; as above."""
    found = _destination(_BEHIND_LABEL, _LINE_END, data, position, end)
    return found if found and found[0].start < found[0].end else None


def _destination(
    opening: re.Pattern[bytes], closing: re.Pattern[bytes], data: bytes, position: int, end: int
) -> tuple[Span, int] | None:
    begin = opening.match(data, position, end)
    if begin is None or (not begin[1] and data.startswith(b"<", begin.end())):
        return None
    place = Span(*begin.span(1)) if begin[1] else _bare(data, begin.end(), end)
    last = closing.match(data, place.end, end)
    return (place, last.end()) if last else None


def _bare(data: bytes, start: int, end: int) -> Span:
    """A destination without angle brackets: up to a blank, or to a bracket that none opens."""
    depth = 0
    for step in _STEP.finditer(data, start, end):
        if step[0] == b"(" and depth < _DEEPEST:
            depth += 1
        elif step[0] == b")" and depth:
            depth -= 1
        elif step[0][:1] != b"\\":
            return Span(start, step.start() if not depth else start)
    return Span(start, end if not depth else start)
