"""The tables of GitHub's Markdown: which lines belong to one."""

from functools import lru_cache

from codex_tools.runtime import lazy_regex

_DELIMITER_ROW = lazy_regex.compile(
    rb"[ \t>]*+(?=[^\n]*\|)\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\r?(?:\n|\Z)"
)
_NO_ROW = lazy_regex.compile(rb"[ \t>]*(?:\r?(?:\n|\Z)|#{1,6}[ \t]|```|~~~|[-*+][ \t])")


def is_in_table(data: bytes, offset: int) -> bool:
    """Tell whether ``offset`` is on a line of a table: with the delimiter row right below it, or
    somewhere above it with rows between them only."""
    return data.rfind(b"\n", 0, offset) + 1 in _rows(data)


@lru_cache(maxsize=4)
def _rows(data: bytes) -> frozenset[int]:
    """The offsets of the lines that belong to tables."""
    found: set[int] = set()
    above, start, is_inside = -1, 0, False
    while start <= len(data):
        if _DELIMITER_ROW.match(data, start):
            is_inside = True
            if above >= 0 and not _NO_ROW.match(data, above):
                found.add(above)
            else:
                found.discard(above)
        elif is_inside and _NO_ROW.match(data, start):
            is_inside = False
        if is_inside:
            found.add(start)
        above, start = start, data.find(b"\n", start) + 1 or len(data) + 1
    return frozenset(found)
