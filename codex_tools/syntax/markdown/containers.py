"""The quotations and list items that the lines of a body stand in, as in CommonMark 0.31."""

from typing import NamedTuple

from codex_tools.runtime import lazy_regex

_RULE = lazy_regex.compile(rb" {0,3}([-*_])[ ]*(?:\1[ ]*){2,}$")
_ITEM = lazy_regex.compile(rb"( {0,3}(?:[-*+]|(\d{1,9})[.)]))(?: +|$)")
_MAY_OPEN = lazy_regex.compile(rb" {0,3}[-+*>0-9]")
_QUOTATION = 0
CODE_INDENT = 4
"""Text indented so far is code."""

_DEEPEST = 50
"""So many containers are told apart within each other."""


class Line(NamedTuple):
    """What a line holds behind the marks of its containers."""

    rest: bytes
    matched: int
    """How many of the containers that were open go on."""

    opened: tuple[int, ...] = ()
    """The containers that begin in the line."""

    @property
    def indent(self) -> int:
        """The blanks before the text."""
        return len(self.rest) - len(self.rest.lstrip(b" "))

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing else."""
        return not self.rest.strip()


class Containers:
    """The open containers, outermost first: 0 for a quotation, the indentation of an item."""

    def __init__(self) -> None:
        self._open: list[int] = []
        self._is_last_empty = False
        """Whether the last one is an item that has nothing in it yet."""

    def __len__(self) -> int:
        return len(self._open)

    def continued(self, line: bytes) -> Line:
        """Take the marks of the open containers from a line; its tabs are blanks."""
        if not self._open:
            return Line(line, 0)
        rest = line
        for number, container in enumerate(self._open):
            indent = len(rest) - len(rest.lstrip(b" "))
            if container == _QUOTATION:
                if indent >= CODE_INDENT or rest[indent : indent + 1] != b">":
                    return Line(rest, number)
                rest = rest[indent + 1 :].removeprefix(b" ")
            elif indent >= container:
                rest = rest[container:]
            elif rest.strip():
                return Line(rest, number)
        closes_last = self._is_last_empty and not rest.strip()
        return Line(rest, len(self._open) - closes_last)

    def opening(self, line: Line, in_paragraph: bool) -> Line:
        """Take the marks of new containers from what is left of a line.

        ``in_paragraph`` tells whether it follows upon a paragraph that it would interrupt.
        """
        if not _MAY_OPEN.match(line.rest):
            return line
        rest, opened = line.rest, list(line.opened)
        while len(self._open) + len(opened) < _DEEPEST:
            indent = len(rest) - len(rest.lstrip(b" "))
            if indent >= CODE_INDENT:
                break
            if rest[indent : indent + 1] == b">":
                opened.append(_QUOTATION)
                rest = rest[indent + 1 :].removeprefix(b" ")
            elif width := _width_of_item(rest, in_paragraph):
                opened.append(width)
                rest = rest[width:]
            else:
                break
            in_paragraph = False
        return Line(rest, line.matched, tuple(opened))

    def enter(self, line: Line) -> None:
        """Close the containers that a line is not in, and open those that begin in it."""
        self._open[line.matched :] = line.opened
        self._is_last_empty = bool(line.opened) and line.is_blank


def _width_of_item(rest: bytes, in_paragraph: bool) -> int:
    """Return the indentation of a list item that begins here; 0 where none does."""
    item = _ITEM.match(rest)
    if item is None or _RULE.match(rest):
        return 0
    is_empty = not rest[item.end() :].strip()
    if in_paragraph and (is_empty or int(item[2] or 1) != 1):
        return 0
    blanks = item.end() - item.end(1)
    return item.end() if not is_empty and blanks <= CODE_INDENT else item.end(1) + 1
