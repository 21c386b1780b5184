"""How far the work is, on a terminal and only where it takes longer than a blink."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from codex_tools.terminal.output import draw

_BLINK = 0.5
_PAUSE = 0.1
_WIDTH = 30


@contextmanager
def progress(what: str) -> Iterator[Callable[[float], None] | None]:
    """Give a function that takes the share of the work done, none where no terminal listens.

    The bar is drawn on standard error once half a second has passed, and wiped away in the end.
    """
    if not sys.stderr.isatty():
        yield None
        return
    bar = _Bar(what)
    try:
        yield bar.show
    finally:
        bar.wipe()


class _Bar:
    def __init__(self, what: str) -> None:
        self._what = what
        self._next = time.monotonic() + _BLINK
        self._drawn = False

    def show(self, share: float) -> None:
        if share >= 1:
            self.wipe()
            return
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _PAUSE
        self._drawn = True
        filled = round(_WIDTH * share)
        bar = "#" * filled + "-" * (_WIDTH - filled)
        draw(f"\r{self._what} [{bar}] {share:4.0%}")

    def wipe(self) -> None:
        if self._drawn:
            draw("\r\x1b[K")
        self._drawn = False
