"""Byte offsets ↔ positions of the protocol, in the units that the client counts.

https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#position
"""

from __future__ import annotations

from bisect import bisect_right

from lsprotocol.types import Position, PositionEncodingKind, Range

from codex_tools.runtime import lazy_regex

_LINE_END = lazy_regex.compile(rb"\r\n|\n|\r")
_BOM = b"\xef\xbb\xbf"
_CODECS = {
    PositionEncodingKind.Utf8: ("utf-8", 1),
    PositionEncodingKind.Utf16: ("utf-16-le", 2),
    PositionEncodingKind.Utf32: ("utf-32-le", 4),
}


class Text:
    """The bytes of a file, of which an editor does not show a byte order mark."""

    def __init__(self, data: bytes, encoding: str = PositionEncodingKind.Utf16) -> None:
        self.data = data
        first = len(_BOM) if data.startswith(_BOM) else 0
        self._starts = [first, *(each.end() for each in _LINE_END.finditer(data))]
        self._codec, self._width = _CODECS[PositionEncodingKind(encoding)]

    def position(self, offset: int) -> Position:
        """Return the position of a byte offset."""
        offset = min(max(offset, self._starts[0]), len(self.data))
        line = bisect_right(self._starts, offset) - 1
        return Position(line, self._units(self.data[self._starts[line] : offset]))

    def _units(self, data: bytes) -> int:
        if data.isascii():
            return len(data)
        text = data.decode("utf-8", "replace")
        return len(text.encode(self._codec, "surrogatepass")) // self._width

    def offset(self, position: Position) -> int:
        """Return the byte offset of a position; one beyond its line is the end of that."""
        if position.line >= len(self._starts):
            return len(self.data)
        start, end = self.line(position.line)
        data = self.data[start:end]
        if data.isascii():
            return min(start + position.character, end)
        units = data.decode("utf-8", "replace").encode(self._codec, "surrogatepass")
        before = units[: position.character * self._width].decode(self._codec, "ignore")
        return min(start + len(before.encode("utf-8", "surrogatepass")), end)

    def line(self, number: int) -> tuple[int, int]:
        """Return where a line begins and where it ends, without what ends it."""
        start = self._starts[number]
        last = number + 1 == len(self._starts)
        end = len(self.data) if last else self._starts[number + 1]
        return start, start + len(self.data[start:end].rstrip(b"\r\n"))

    def range(self, start: int, end: int) -> Range:
        """Return the range between two byte offsets."""
        return Range(self.position(start), self.position(end))

    def replaced(self, place: Range, text: str) -> bytes:
        """Return the bytes with another text in a range."""
        start, end = self.offset(place.start), self.offset(place.end)
        return self.data[:start] + encoded(text) + self.data[end:]


def encoded(text: str) -> bytes:
    """Return the bytes of a text that a client sends, whatever it holds."""
    return text.encode("utf-8", "surrogatepass")
