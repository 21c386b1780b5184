"""The same work on many items by all cores, with the results in order."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Progress = Callable[[float], None]

ENOUGH = 400
"""With fewer items than this a second process costs more than it saves."""

_MOST_SHARES = 1_000
"""So many tickets of four bytes go into a pipe at once."""

_SHARES_EACH = 40
"""Into how many shares the work of a process is cut, so that all end at about the same time."""


class Wire(NamedTuple):
    """How a result goes to another process: what ``pack`` makes of it, which ``unpack`` undoes."""

    pack: Callable[[Any], Any]
    unpack: Callable[[Any], Any]


def _as_it_is(result: Any) -> Any:
    return result


AS_IT_IS = Wire(_as_it_is, _as_it_is)


class Errand(Generic[Item, Result]):
    """Work in two parts, so that processes that share neither memory nor disk with us can do it.

    ``fetch`` makes of an item, here, what is sent; ``work``, which can be pickled, does the rest.
    It is ``heavy`` when it brings so much along that each of them is to get it only once. What is
    done here goes without ``fetch`` where ``work`` takes items ``as_they_are`` as well.
    """

    def __init__(
        self,
        fetch: Callable[[Item], Any],
        work: Callable[[Any], Result],
        heavy: bool = False,
        as_they_are: bool = False,
    ) -> None:
        self.fetch, self.work = fetch, work
        self.heavy, self.as_they_are = heavy, as_they_are

    def __call__(self, item: Item) -> Result:
        """Do the work here."""
        return self.work(item if self.as_they_are else self.fetch(item))


class Helpers(Protocol):
    """Processes elsewhere, see :mod:`codex_tools.executors`."""

    def map(
        self,
        errand: Errand[Item, Result],
        items: Sequence[Item],
        wire: Wire,
        progress: Progress | None,
    ) -> list[Result]:
        """Return ``errand(item)`` for each of ``items``, in order."""


def map_items(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    enough: int = ENOUGH,
    most: int | None = None,
    progress: Progress | None = None,
    wire: Wire = AS_IT_IS,
    helpers: Helpers | None = None,
    meanwhile: Callable[[], object] | None = None,
) -> list[Result]:
    """Return ``work(item)`` for each of ``items``, in order, whatever the number of processes.

    ``enough`` items are worth a second process, and ``most`` limits how many there are.
    ``progress`` is told the share of the work done, ``wire`` tells how results are sent.

    Each further core gets a forked process. All of them, this one too, draw shares of the items
    until none is left, and the others send their results back through a pipe. Where a process
    cannot be forked safely (no ``fork``, other threads) the work is done here, and so is what a
    process that ended too early had drawn.

    With ``helpers`` they do it instead, where ``work`` is an :class:`Errand`. ``meanwhile`` is done
    here while other processes have begun already.
    """
    if helpers is not None and isinstance(work, Errand) and len(items) >= enough:
        return helpers.map(work, items, wire, progress)
    count = min(_processes(len(items), enough), most or sys.maxsize)
    if count == 1:
        return _told(work, items, progress)
    shares = _cut(items, count)
    tickets = _fill(len(shares))
    children = [_fork(work, shares, tickets, wire) for _ in range(count - 1)]
    try:
        if meanwhile is not None:
            meanwhile()
        results = dict(_drawn(work, shares, tickets, progress))
    finally:
        os.close(tickets)
    for child in children:
        results.update(_receive(child, wire))
    lost = [number for number in range(len(shares)) if number not in results]
    results.update((number, [work(item) for item in shares[number]]) for number in lost)
    if progress is not None:
        progress(1.0)
    return [result for number in range(len(shares)) for result in results[number]]


def _drawn(
    work: Callable[[Item], Result],
    shares: Sequence[Sequence[Item]],
    tickets: int,
    progress: Progress | None,
) -> Iterator[tuple[int, list[Result]]]:
    """Yield the results of the shares that this process draws, with their numbers."""
    for number in _draw(tickets):
        yield number, [work(item) for item in shares[number]]
        if progress is not None:
            progress((number + 1) / len(shares))


def _told(
    work: Callable[[Item], Result], items: Sequence[Item], progress: Progress | None
) -> list[Result]:
    if progress is None:
        return [work(item) for item in items]
    results = []
    for number, item in enumerate(items, 1):
        results.append(work(item))
        progress(number / len(items))
    return results


def _processes(items: int, enough: int) -> int:
    """How many processes are worth it and safe for this many items."""
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return 1
    return max(1, min(_cores(), items // max(1, enough // 2)))


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def _cut(items: Sequence[Item], count: int) -> list[Sequence[Item]]:
    """Cut the items into shares of equal length."""
    number = min(count * _SHARES_EACH, len(items), _MOST_SHARES)
    size = -(-len(items) // number)
    return [items[start : start + size] for start in range(0, len(items), size)]


def _fill(count: int) -> int:
    """Return a pipe that holds the numbers below ``count``, of which a read takes one."""
    source, target = os.pipe()
    os.write(target, b"".join(number.to_bytes(4) for number in range(count)))
    os.close(target)
    return source


def _draw(tickets: int) -> Iterator[int]:
    while ticket := os.read(tickets, 4):
        yield int.from_bytes(ticket)


def _fork(
    work: Callable[[Item], Any], shares: Sequence[Sequence[Item]], tickets: int, wire: Wire
) -> tuple[int, int]:
    """Start a process that draws shares; returns its number and where its results will come."""
    source, target = os.pipe()
    child = os.fork()
    if child:
        os.close(target)
        return child, source
    try:
        os.close(source)
        gc.disable()
        done = []
        for number in _draw(tickets):
            found = [wire.pack(work(item)) for item in shares[number]]
            done.append((number, pickle.dumps(found, pickle.HIGHEST_PROTOCOL)))
        with os.fdopen(target, "wb") as stream:
            for share in done:
                pickle.dump(share, stream, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)


def _receive(child: tuple[int, int], wire: Wire) -> dict[int, Any]:
    """Read what a process sends, share by share; less when it ended before all was sent."""
    process, source = child
    received: dict[int, Any] = {}
    with os.fdopen(source, "rb") as stream, contextlib.suppress(EOFError, pickle.UnpicklingError):
        while True:
            number, data = pickle.load(stream)
            received[number] = [wire.unpack(each) for each in pickle.loads(data)]
    os.waitpid(process, 0)
    return received
