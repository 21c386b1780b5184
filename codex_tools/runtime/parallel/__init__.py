"""A function and items → the results in order, worked out by several processes."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from codex_tools.runtime.parallel.cluster import Cluster

Item = TypeVar("Item")
Result = TypeVar("Result")
Progress = Callable[[float], None]

MIN_ITEMS = 400
"""With fewer items than this a second process costs more than it saves."""


def _unchanged(result: Any) -> Any:
    return result


class Codec(NamedTuple):
    """How a result is sent from one process to another: ``decode`` undoes what ``encode`` does."""

    encode: Callable[[Any], Any] = _unchanged
    decode: Callable[[Any], Any] = _unchanged


class Task(NamedTuple):
    """Work on an item: ``function(item)`` here, ``remote(payload(item))`` on another machine.

    Both give the same. ``payload`` runs here and reads what ``remote`` needs of our memory and
    disk. ``remote`` can be pickled; with ``broadcast`` each worker gets it only once, since it
    brings much data along.
    """

    function: Callable[[Any], Any]
    payload: Callable[[Any], Any]
    remote: Callable[[Any], Any]
    codec: Codec = Codec()
    broadcast: bool = False


def imap(
    task: Task,
    items: Sequence[Any],
    cluster: "Cluster | None" = None,
    *,
    min_items: int = MIN_ITEMS,
    max_processes: int | None = None,
) -> Iterator[Any]:
    """Yield the result of ``task`` for each of ``items``, in order.

    A ``cluster`` works on them where there is one, and at least ``min_items`` to send; otherwise
    :func:`imap_forked` does.
    """
    if cluster is not None and len(items) >= min_items:
        return cluster.map(task, items)
    return imap_forked(
        task.function,
        items,
        codec=task.codec,
        min_items=min_items,
        max_processes=max_processes,
    )


def imap_forked(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    codec: Codec = Codec(),  # noqa: B008 - it cannot be changed
    min_items: int = MIN_ITEMS,
    max_processes: int | None = None,
) -> Iterator[Result]:
    """Yield ``function(item)`` for each of ``items``, in order, whatever the number of processes.

    ``min_items`` are worth a second process. The other processes begin at once; this one joins them
    when the first result is asked for. Where a process cannot be forked safely (no ``fork``, other
    threads) all the work is done here, and so is what a process that ended too early had drawn.
    """
    processes = min(_processes(len(items), min_items), max_processes or sys.maxsize)
    if processes == 1:
        return map(function, items)
    from codex_tools.runtime.parallel.forked import imap_chunks

    results = imap_chunks(function, items, codec, processes)
    next(results)  # the processes begin, and end with the generator
    return results


def with_progress(
    results: Iterable[Result], total: int, progress: Progress | None
) -> Iterable[Result]:
    """Return ``results``; ``progress`` is told the share of ``total`` that has come."""
    return results if progress is None else _told(results, total, progress)


def _told(results: Iterable[Result], total: int, progress: Progress) -> Iterator[Result]:
    for number, result in enumerate(results, 1):
        progress(number / total)
        yield result


def _processes(items: int, min_items: int) -> int:
    """How many processes are worth it and safe for this many items."""
    worth = items // max(1, min_items // 2)
    if worth < 2 or not hasattr(os, "fork") or _has_threads():
        return 1
    return min(_cores(), worth)


def _has_threads() -> bool:
    import threading

    return threading.active_count() > 1


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
