"""The tables of GitHub's Markdown: which lines belong to one."""

from codex_tools.patterns import regex

_DELIMITER_ROW = regex(
    rb"(?:^|\n)(?=[^\n]*\|)[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\r?"
    rb"(?:\n|\Z)"
)


def is_in_table(data: bytes, offset: int) -> bool:
    """Tell whether ``offset`` is on a line of a table: lines without an empty one between them, one
    of which is a delimiter row."""
    first, last = data.rfind(b"\n\n", 0, offset) + 2, data.find(b"\n\n", offset)
    lines = data[first if first > 1 else 0 : last if last >= 0 else None]
    return _DELIMITER_ROW.search(lines) is not None
