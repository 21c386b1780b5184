"""The garbage collector held back: while much is built, or until the end of a short process."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

Thing = TypeVar("Thing")

_kept: list[object] = []
_ends_soon = False


@contextmanager
def gc_paused() -> Iterator[None]:
    """Build many objects and no cycles without looking for cycles over and over."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def let_process_end_soon() -> None:
    """Collect nothing from now on: for a process that does one thing, and ends by ``os._exit``.

    Only ``__main__`` calls this, since a process that goes on would not get its memory back.
    """
    global _ends_soon
    _ends_soon = True
    gc.disable()


def keep_alive(thing: Thing) -> Thing:
    """Return ``thing``, and keep it where the process ends soon: to take it apart takes long."""
    if _ends_soon:
        _kept.append(thing)
    return thing
