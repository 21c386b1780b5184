"""A bounded memory of written values: most values of a graph recur, relations and dates first."""

from __future__ import annotations

from collections.abc import Callable

LIMIT = 1000
"""How many values are kept, so that memory does not grow with the graph."""


class Memo(dict[str, str]):
    """Maps a text to what ``write`` makes of it; the first ``LIMIT`` texts are remembered."""

    def __init__(self, write: Callable[[str], str]) -> None:
        super().__init__()
        self._write = write

    def __missing__(self, text: str) -> str:
        written = self._write(text)
        if len(self) < LIMIT:
            self[text] = written
        return written
