"""Spreading work over processes that share what the parent has built, where the system can fork."""

import gc
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
_WORTH_A_PROCESS = 2000
_SLICES = 4


@contextmanager
def without_collector() -> Iterator[None]:
    """Work that makes many objects and no cycles, without looking for cycles all the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def spread(work: Callable[[T], R], items: Sequence[T], processes: int = 1) -> list[R]:
    """`work` done on each item, in order; the result does not depend on the number of processes.

    Few items, or a system that cannot fork, are worked on in this process.
    """
    count = min(processes, len(items) // _WORTH_A_PROCESS)
    if count < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return [work(item) for item in items]
    size = -(-len(items) // (count * _SLICES))
    slices = [range(start, min(start + size, len(items))) for start in range(0, len(items), size)]
    shares = [[n for part in slices[first::count] for n in part] for first in range(count)]
    children = [_start(work, [items[n] for n in share]) for share in shares[1:]]
    answers = [[work(items[n]) for n in shares[0]]]
    for child, connection in children:
        answers.append(_receive(connection))
        child.join()
    by_number = {
        number: answer
        for share, part in zip(shares, answers, strict=True)
        for number, answer in zip(share, part, strict=True)
    }
    return [by_number[number] for number in range(len(items))]


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
    try:
        answer: list[R] | Exception = [work(item) for item in items]
    except Exception as error:  # noqa: BLE001 - raised again in the parent
        answer = error
    connection.send(answer)
    connection.close()


def _receive(connection: Connection) -> list[R]:
    answer: list[R] | Exception = connection.recv()
    connection.close()
    if isinstance(answer, Exception):
        raise answer
    return answer
