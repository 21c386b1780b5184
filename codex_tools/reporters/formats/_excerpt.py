"""The part of a source line that shows a finding, and the marks below it."""

import unicodedata
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from codex_tools.model import Diagnostic
from codex_tools.reporters.text import last_line
from codex_tools.runtime import lazy_regex
from codex_tools.runtime.printable import COMMAND, printable

WIDTH = 100
"""How many columns of a terminal an excerpt takes at most."""

TAB = "    "
CUT = "…"
REACH = 200
"""How many characters on either side of a place are looked at, however long the line is."""

LEAD = 8
"""How many columns before a span are shown at least: a list mark, brackets."""


_UNEVEN = lazy_regex.compile("[^ -~\xa1-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]")
"""Characters that may not take exactly one column: the common ones that do are left out."""

_COMMAND = lazy_regex.compile(COMMAND)


class Excerpt(NamedTuple):
    """A line of text and the line of marks to write below it."""

    text: str
    marks: str


def excerpt(found: Diagnostic, width: int = WIDTH) -> Excerpt | None:
    """Return what shows the place of ``found``, or ``None`` when its line has no text.

    Tabs are shown as blanks and wide characters count twice, so that the marks stand below the
    span. Of a longer line the part around the span is shown. A span that goes on below is marked
    up to the end of its first line.
    """
    line = found.source_line
    if not line or line.isspace() or line == "\ufeff":
        return None
    short = found.end_column - 1 <= len(line) <= width and found.end_line == found.line
    if short and _is_even(line):
        marks = "^" * max(1, found.end_column - found.column)
        return Excerpt(line.rstrip(), " " * (found.column - 1) + marks)
    return _windowed(found, line.removeprefix("\ufeff"), width)


def _is_even(text: str) -> bool:
    """Tell whether all characters surely take one column."""
    return ((text.isascii() and text.isprintable()) or not _UNEVEN.search(text)) and (
        "##" not in text
    )


def _windowed(found: Diagnostic, line: str, width: int) -> Excerpt:
    start = min(found.column - 1, len(line))
    end = min(found.end_column - 1, len(line)) if found.end_line == found.line else len(line)
    end = max(start, end)
    bottom = last_line(found)
    skipped = max(0, start - REACH)
    rest = len(line) > start + REACH
    part = line[skipped : start + REACH]
    start, end = start - skipped, end - skipped
    even = _is_even(part)
    cells: Sequence[str] = part if even else _cells(part)
    measure = len if even else _width
    text: Callable[[Any], str] = str if even else "".join
    first, last = (_even_window if even else _window)(cells, start, end, width)
    before = (CUT if first or skipped else "") + text(cells[first:start])
    after = text(cells[start:last]) + (CUT if last < len(cells) or rest else "")
    marks = " " * measure(before) + "^" * max(1, measure(text(cells[start : min(end, last)])))
    more = f" … to line {bottom}" if bottom > found.line else CUT if end > last else ""
    return Excerpt((before + after).rstrip(), marks + more)


def _cells(line: str) -> list[str]:
    """Return what is shown for each character of ``line``."""
    cells = [TAB if character == "\t" else printable(character) for character in line]
    for found in _COMMAND.finditer(line):
        cells[found.start()] = f"\\x{ord(found[0]):02x}"
    return cells


def _lead(span: int, room: int) -> int:
    """Return how much to show before a span: up to a quarter of the room, if the span leaves it."""
    return max(LEAD, min(room // 4, room - span))


def _even_window(cells: Sequence[str], start: int, end: int, width: int) -> tuple[int, int]:
    """Return what :func:`_window` does, for cells that take a column each."""
    if len(cells) <= width:
        return 0, len(cells)
    room = width - 2 * len(CUT)
    first = max(0, start - _lead(end - start, room))
    last = min(len(cells), first + room)
    return (max(0, last - room) if last == len(cells) else first), last


def _window(cells: Sequence[str], start: int, end: int, width: int) -> tuple[int, int]:
    """Return the range of cells to show: at most ``width`` columns with ``start`` in them."""
    widths = [_width(cell) for cell in cells]
    if sum(widths) <= width:
        return 0, len(widths)
    room = width - 2 * len(CUT)
    first = _leftwards(widths, start, _lead(sum(widths[start:end]), room))
    last, used = first, 0
    while last < len(widths) and used + widths[last] <= room:
        used += widths[last]
        last += 1
    if last == len(widths):
        first = _leftwards(widths, first, room - used)
    return first, last


def _leftwards(widths: Sequence[int], position: int, room: int) -> int:
    """Return how far to the left of ``position`` one gets in ``room`` columns."""
    while position > 0 and widths[position - 1] <= room:
        position -= 1
        room -= widths[position]
    return position


def _width(text: str) -> int:
    """Return the columns that ``text`` takes on a terminal (Unicode Standard Annex #11)."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
