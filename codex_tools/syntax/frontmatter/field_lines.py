"""Fast path for places in a front matter: entries that stand on one line in the plain style.

What is written in any other way is left to the explaining path, :func:`field_nodes.locate`, which
parses the block; ``tests/syntax/test_field_lines.py`` holds the two to the same spans.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from codex_tools.model import FieldPath, Span
from codex_tools.runtime import lazy_regex

_ITEM = lazy_regex.compile(r"( *)- +(\S[^\n]*)(?:\n|\Z)")
_FLOW_ITEM = lazy_regex.compile(
    r""" *("[^"\\\n]*"|'[^'\n]*'|[A-Za-z0-9_][^,\[\]{}#:"'&*!|>%@`?\n]*?) *([,\]])"""
)
"""An item of a list in brackets, and the mark after it."""

_FLOW = lazy_regex.compile(r"""\[[^\[\]{}#"'&*!|>%@`?:]*\]|\{[^\[\]{}#"'&*!|>%@`?]*\}""")
_BLOCK = lazy_regex.compile(
    r"\n(?: +|(?=- ))([^\s#][^\n]*(?:\n(?: [^\n]*|- [^\n]*|(?=\n)))*(?<=\S))"
)
"""Lines below a key that are indented or begin with the mark of an item."""

_KEY_BELOW = lazy_regex.compile(r"\n+[A-Za-z_]|\n*\Z")
_BELOW = lazy_regex.compile(r"(?:[ \t\r]*\n)+([ \t]*)\S")
_ODD = lazy_regex.compile("[#&*!?|>%@`\t\r]")
_GAPS = frozenset(("", " ", "\r", "\n"))
"""What stands behind the colon of a key."""

_NOT_PLAIN = tuple("[{|>&*!%@`#?,]}-:")


def find_span(text: str, place: FieldPath) -> Span | None:
    """Return the character span of ``place`` in the YAML ``text``, or ``None`` for the other path.

    The path has a key at the top, and maybe an index into its list.
    """
    name = str(place.keys[0]) if place.keys else ""
    start = _line_of(text, f"{name}:")
    if start is None or not name or len(place.keys) > 2:
        return None
    colon = start + len(name)
    if place.on_key:
        return Span(start, colon) if len(place.keys) == 1 else None
    end = _line_end(text, start)
    if len(place.keys) == 1:
        return _value(text, colon + 1, end, 1) or _block(text, colon + 1, end)
    index = place.keys[1]
    if not isinstance(index, int):
        return None
    items = _list(text, colon + 1, end)
    return items[index] if index < len(items) else None


@lru_cache(maxsize=16)
def _list(text: str, start: int, end: int) -> Sequence[Span]:
    """The spans of the items of a value, as far as they are written in the plain style."""
    value = text[start:end].strip()
    if value.startswith("["):
        return _flow_items(text, text.index("[", start) + 1, end)
    if value:
        span = _scalar(text, start, end, 1)
        return [span] if span else []
    return _items(text, end + 1)


def _line_of(text: str, start: str) -> int | None:
    """The offset of the one line that begins with ``start``, a key and its colon."""
    if start[0] in ": \t\r\n" or ": " in start or "\n" in start:
        return None
    found = [each for each in _lines_with(text, start) if text[each + len(start) :][:1] in _GAPS]
    return found[0] if len(found) == 1 else None


def _lines_with(text: str, start: str) -> Iterator[int]:
    """Yield the offsets of the lines that begin with a text."""
    if text.startswith(start):
        yield 0
    line = -1
    while (line := text.find(f"\n{start}", line + 1)) >= 0:
        yield line + 1


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _items(text: str, position: int) -> list[Span]:
    """The spans of the items of a block list, up to one that does not take just a line."""
    spans: list[Span] = []
    indent = ""
    while match := _ITEM.match(text, position):
        if spans and match[1] != indent:
            break
        indent, position = match[1], match.end()
        span = _value(text, match.start(2), match.end(2), len(indent) + 1)
        if span is None:
            break
        spans.append(span)
    return spans


def _flow_items(text: str, position: int, end: int) -> list[Span]:
    """The spans of the items of a list in brackets that ends on its line; none for another."""
    spans: list[Span] = []
    while match := _FLOW_ITEM.match(text, position, end):
        spans.append(Span(*match.span(1)))
        position = match.end()
        if match[2] == "]":
            return [] if text[position:end].strip() else spans
    return []


def _block(text: str, start: int, end: int) -> Span | None:
    """The span of a value on the lines below its key, in the plain style, or of an empty one."""
    if start == end and _KEY_BELOW.match(text, end):
        return Span(start, start)
    region = _BLOCK.match(text, end)
    if region is None or text[start:end].strip() or _ODD.search(region[0]):
        return None
    return Span(*region.span(1)) if _KEY_BELOW.match(text, region.end()) else None


def _value(text: str, start: int, end: int, depth: int) -> Span | None:
    """As :func:`_scalar`; a plain list in brackets or mapping in braces may stand there too."""
    value = text[start:end].strip()
    if not _FLOW.fullmatch(value):
        return _scalar(text, start, end, depth)
    if _goes_on(text, end, depth):
        return None
    begins = text.index(value, start)
    return Span(begins, begins + len(value))


def _goes_on(text: str, end: int, depth: int) -> bool:
    """Tell whether the next line with a text, below empty ones too, is indented by ``depth``."""
    below = _BELOW.match(text, end)
    return below is not None and len(below[1]) >= depth


def _scalar(text: str, start: int, end: int, depth: int) -> Span | None:
    """The span of a value that ends on its line: no line below is indented by ``depth``."""
    if _goes_on(text, end, depth):
        return None
    value = text[start:end].strip()
    if not value or value.startswith(_NOT_PLAIN) or " #" in value or ": " in value:
        return None
    if value[0] in "\"'" and (value.count(value[0]) != 2 or value[-1] != value[0] or "\\" in value):
        return None
    begins = text.index(value, start)
    return Span(begins, begins + len(value))
