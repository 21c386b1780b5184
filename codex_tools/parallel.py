"""The same work on many items by all cores, with the results in order."""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

ENOUGH = 400
"""With fewer items than this a second process costs more than it saves."""


def map_items(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    enough: int = ENOUGH,
    most: int | None = None,
    progress: Callable[[float], None] | None = None,
) -> list[Result]:
    """Return ``work(item)`` for each of ``items``, in order, whatever the number of processes.

    ``enough`` items are worth a second process, and ``most`` limits how many there are.
    ``progress`` is told the share of the work done, going by what is done in this process.

    Each further core gets a forked process for its share of the items, which sends its results
    back through a pipe. Where a process cannot be forked safely (no ``fork``, other threads), or
    one ends without a result, the work is done here.
    """
    count = min(_processes(len(items), enough), most or sys.maxsize)
    children = [_fork(work, items[number::count]) for number in range(1, count)]
    results: list[Any] = [None] * len(items)
    results[::count] = _told(work, items[::count], progress)
    for number, child in enumerate(children, 1):
        received: list[Result] | None = _receive(child)
        share = items[number::count]
        results[number::count] = [work(item) for item in share] if received is None else received
    return results


def _told(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    progress: Callable[[float], None] | None,
) -> list[Result]:
    if progress is None:
        return [work(item) for item in items]
    results = []
    for number, item in enumerate(items, 1):
        results.append(work(item))
        progress(number / len(items))
    return results


def _processes(items: int, enough: int) -> int:
    """How many processes are worth it and safe for this many items. Every nth item goes to the
    same one, so that neighbours, which are often alike in size, are spread."""
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return 1
    return max(1, min(_cores(), items // max(1, enough // 2)))


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def _fork(work: Callable[[Item], Result], share: Sequence[Item]) -> tuple[int, int]:
    """Start a process for ``share``; returns its number and where its results will come."""
    source, target = os.pipe()
    child = os.fork()
    if child:
        os.close(target)
        return child, source
    try:
        os.close(source)
        with os.fdopen(target, "wb") as stream:
            stream.write(pickle.dumps([work(item) for item in share], pickle.HIGHEST_PROTOCOL))
    finally:
        os._exit(0)


def _receive(child: tuple[int, int]) -> list[Result] | None:
    """Read what a process sends; ``None`` when it ended before all was sent."""
    number, source = child
    with os.fdopen(source, "rb") as stream:
        data = stream.read()
    os.waitpid(number, 0)
    try:
        results: list[Result] = pickle.loads(data)
    except (EOFError, pickle.UnpicklingError):
        return None
    return results
