"""The tables of GitHub's Markdown: which lines belong to one."""

from codex_tools.runtime import lazy_regex

_DELIMITER_ROW = lazy_regex.compile(
    rb"[ \t>]*+(?=[^\n]*\|)\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\r?(?:\n|\Z)"
)
_NO_ROW = lazy_regex.compile(rb"[ \t>]*(?:\r?(?:\n|\Z)|#{1,6}[ \t]|```|~~~|[-*+][ \t])")


def is_in_table(data: bytes, offset: int) -> bool:
    """Tell whether ``offset`` is on a line of a table: with the delimiter row right below it, or
    somewhere above it with rows between them only."""
    start, end = data.rfind(b"\n", 0, offset) + 1, data.find(b"\n", offset)
    if end >= 0 and _DELIMITER_ROW.match(data, end + 1):
        return not _NO_ROW.match(data, start)
    while not _DELIMITER_ROW.match(data, start):
        if not start or _NO_ROW.match(data, start):
            return False
        start = data.rfind(b"\n", 0, start - 1) + 1
    return True
