"""Spreading work over processes that share what the parent has built, where the system can fork."""

import multiprocessing
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
_WORTH_A_PROCESS = 2000


def spread(work: Callable[[T], R], items: Sequence[T], processes: int = 1) -> list[R]:
    """`work` done on each item, in order; the result does not depend on the number of processes.

    Few items, or a system that cannot fork, are worked on in this process.
    """
    count = min(processes, len(items) // _WORTH_A_PROCESS)
    if count < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return [work(item) for item in items]
    size = -(-len(items) // count)
    children = [
        _start(work, items[size * number : size * (number + 1)]) for number in range(1, count)
    ]
    found = [work(item) for item in items[:size]]
    for child, connection in children:
        found += _receive(connection)
        child.join()
    return found


def _start(
    work: Callable[[T], R], items: Sequence[T]
) -> tuple[multiprocessing.process.BaseProcess, Connection]:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_run, args=(work, items, theirs), daemon=True)
    child.start()
    theirs.close()
    return child, ours


def _run(work: Callable[[T], R], items: Sequence[T], connection: Connection) -> None:
    connection.send([work(item) for item in items])
    connection.close()


def _receive(connection: Connection) -> list[R]:
    received: list[R] = connection.recv()
    connection.close()
    return received
