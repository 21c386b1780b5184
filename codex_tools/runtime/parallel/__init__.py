"""The same work on many items by all cores, with the results in order."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Progress = Callable[[float], None]

ENOUGH = 400
"""With fewer items than this a second process costs more than it saves."""

_MOST_SHARES = 500
"""At most so many shares there are, whose numbers go into a pipe at once."""

_SHARES_EACH = 8
"""A share is one in so many of what an equal cut of the rest would give a process."""

_FEW = 100
"""So few items are shares by themselves, since one may take much longer than another."""


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
    """Processes elsewhere, see :mod:`codex_tools.runtime.parallel.executors`."""

    def map(
        self,
        errand: Errand[Item, Result],
        items: Sequence[Item],
        wire: Wire,
        progress: Progress | None,
    ) -> list[Result]:
        """Return ``errand(item)`` for each of ``items``, in order."""


def _result(_: object, result: Any) -> Any:
    return result


def map_items(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    enough: int = ENOUGH,
    most: int | None = None,
    progress: Progress | None = None,
    wire: Wire = AS_IT_IS,
    helpers: Helpers | None = None,
    meanwhile: Callable[[], object] | None = None,
    finish: Callable[[Item, Result], Any] = _result,
) -> list[Any]:
    """Return ``work(item)`` for each of ``items``, in order, whatever the number of processes.

    ``enough`` items are worth a second process, and ``most`` limits how many there are.
    ``progress`` is told the share of the work done, ``wire`` tells how results are sent.

    Each further core gets a forked process. All of them, this one too, draw shares of the items
    until none is left, and the results of the others are taken in between, see
    :mod:`.forked`. Where a process cannot be forked safely (no ``fork``, other threads)
    the work is done here, and so is what a process that ended too early had drawn.

    With ``helpers`` they do it instead, where ``work`` is an :class:`Errand`. ``meanwhile`` is done
    here while other processes have begun already, and not at all where there are none. What
    ``finish`` makes of an item and its result is returned instead; it is called here, while others
    go on.
    """
    if helpers is not None and isinstance(work, Errand) and len(items) >= enough:
        return list(map(finish, items, helpers.map(work, items, wire, progress)))
    count = min(_processes(len(items), enough), most or sys.maxsize)
    if count == 1:
        return _told(work, items, progress, finish)
    shares = _cut(items, count)
    results = _shared(work, shares, count, progress, wire, meanwhile, finish)
    lost = [number for number in range(len(shares)) if number not in results]
    for number in lost:
        results[number] = [finish(item, work(item)) for item in shares[number]]
    if progress is not None:
        progress(1.0)
    return [result for number in range(len(shares)) for result in results[number]]


def _shared(
    work: Callable[[Item], Result],
    shares: Sequence[Sequence[Item]],
    count: int,
    progress: Progress | None,
    wire: Wire,
    meanwhile: Callable[[], object] | None,
    finish: Callable[[Item, Result], Any],
) -> dict[int, list[Any]]:
    """The results of the shares by their numbers, as far as none of ``count`` processes died."""
    from codex_tools.runtime.parallel.forked import Forked, Tickets

    tickets = Tickets(len(shares))
    packed = work if wire is AS_IT_IS else _Packed(work, wire)
    others: list[Forked] = []
    with suppress(OSError):  # the system has none to give: fewer processes do it too
        others += (Forked(packed, shares, tickets) for _ in range(count - 1))
    results: dict[int, list[Any]] = {}

    def receive(wait: bool = False) -> None:
        for other in others:
            for number, found in other.received(wait):
                results[number] = list(map(finish, shares[number], map(wire.unpack, found)))

    try:
        if meanwhile is not None:
            meanwhile()
        for number in tickets.draw():
            results[number] = [finish(item, work(item)) for item in shares[number]]
            if progress is not None:
                progress((number + 1) / len(shares))
            receive()
        receive(wait=True)
    finally:
        tickets.close()
        for other in others:
            other.close()
    return results


class _Packed:
    """Work with its results made ready to be sent."""

    def __init__(self, work: Callable[[Any], Any], wire: Wire) -> None:
        self._work, self._wire = work, wire

    def __call__(self, item: Any) -> Any:
        return self._wire.pack(self._work(item))


def _told(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    progress: Progress | None,
    finish: Callable[[Item, Result], Any],
) -> list[Any]:
    if progress is None:
        return [finish(item, work(item)) for item in items]
    results = []
    for number, item in enumerate(items, 1):
        results.append(finish(item, work(item)))
        progress(number / len(items))
    return results


def _processes(items: int, enough: int) -> int:
    """How many processes are worth it and safe for this many items."""
    worth = items // max(1, enough // 2)
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


def _cut(items: Sequence[Item], count: int) -> list[Sequence[Item]]:
    """Cut the items into shares that get smaller, so that all end at about the same time.

    This is guided self-scheduling (Polychronopoulos and Kuck, 1987).
    """
    least = -(-len(items) // _MOST_SHARES)
    shares, start = [], 0
    while start < len(items):
        equal = (len(items) - start) // (_SHARES_EACH * count)
        size = max(least, equal) if len(items) > _FEW else 1
        shares.append(items[start : start + size])
        start += size
    return shares
