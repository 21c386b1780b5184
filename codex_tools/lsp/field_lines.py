"""A place in a front matter that is being typed → the field that it is in, and what is typed.

A front matter on its way is often no YAML, so that only its lines are looked at.
"""

from __future__ import annotations

from typing import NamedTuple

from codex_tools.model import Block
from codex_tools.runtime import lazy_regex
from codex_tools.syntax import frontmatter

_FIELD = lazy_regex.compile(rb"([^\s:#-][^:\n]*):(?:[ \t]+|$)")
_ITEM = lazy_regex.compile(rb"[ \t]*-[ \t]+")
_VALUE = lazy_regex.compile(rb"(?:.*[\[,])?[ \t]*[\"']?(.*)", 0)


class FieldLine(NamedTuple):
    """The field around a place, empty where its name is being typed; what is typed begins at the
    byte offset ``start``."""

    field: str
    start: int
    end: int
    typed: str


def field_line(data: bytes, offset: int) -> FieldLine | None:
    """Return where in a front matter a byte offset is; ``None`` outside one."""
    block = frontmatter.find_block(data)
    if not isinstance(block, Block) or not block.start <= offset <= block.end:
        return None
    start = data.rfind(b"\n", 0, offset) + 1
    line = data[start:offset]
    if match := _FIELD.match(line):
        return _value(match[1], line, start, match.end())
    if match := _ITEM.match(line):
        return _value(_field_above(data, block, start), line, start, match.end())
    if line[:1].isspace():
        return None
    return FieldLine("", start, offset, line.decode("utf-8", "replace"))


def _value(field: bytes, line: bytes, start: int, at: int) -> FieldLine:
    match = _VALUE.match(line, at)
    assert match is not None
    typed = match[1].decode("utf-8", "replace")
    name = field.decode("utf-8", "replace").strip()
    return FieldLine(name, start + match.start(1), start + len(line), typed)


def _field_above(data: bytes, block: Block, start: int) -> bytes:
    """The name of the field whose list a line belongs to."""
    for line in reversed(data[block.start : start].splitlines()):
        if match := _FIELD.match(line):
            return match[1]
    return b""
