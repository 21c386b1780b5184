"""A forked process that does shares of a work, and the way its results come back."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from typing import Any

_NUMBER, _SIZE = 4, 8
"""Bytes that tell the number of a share, and how long its results are."""


class Tickets:
    """A pipe with the numbers below ``count``; whoever reads takes one, in whatever process."""

    def __init__(self, count: int) -> None:
        self._source, target = os.pipe()
        os.write(target, b"".join(number.to_bytes(_NUMBER) for number in range(count)))
        os.close(target)

    def draw(self) -> Iterator[int]:
        """Yield numbers until none is left."""
        while ticket := os.read(self._source, _NUMBER):
            yield int.from_bytes(ticket)

    def close(self) -> None:
        """Let nobody draw any more."""
        for _ in self.draw():
            pass
        os.close(self._source)


class Forked:
    """A process that draws shares and does ``work``, which gives something that can be pickled.

    It writes what it found to a file in memory and tells us where, so that neither waits for the
    other: results are taken from there between our own shares. Raises OSError where the system has
    no process or file left.
    """

    def __init__(
        self, work: Callable[[Any], Any], shares: Sequence[Sequence[Any]], tickets: Tickets
    ) -> None:
        self._place = 0
        with contextlib.ExitStack() as undo:
            self._results = _file_in_memory()
            undo.callback(os.close, self._results)
            self._news, told = os.pipe()
            undo.callback(os.close, self._news)
            undo.callback(os.close, told)
            self._process = os.fork()
            undo.pop_all()
        if not self._process:
            _work_on(work, shares, tickets, self._results, told)
        os.close(told)

    def received(self, wait: bool = False) -> Iterator[tuple[int, list[Any]]]:
        """Yield the numbers and results of the shares that are done; of all, with ``wait``."""
        os.set_blocking(self._news, wait)
        with contextlib.suppress(BlockingIOError):
            while news := os.read(self._news, _NUMBER + _SIZE):
                size = int.from_bytes(news[_NUMBER:])
                yield int.from_bytes(news[:_NUMBER]), pickle.loads(self._read(size))

    def _read(self, size: int) -> bytes:
        data = os.pread(self._results, size, self._place)
        self._place += len(data)
        return data if len(data) == size else data + self._read(size - len(data))

    def close(self) -> None:
        """Wait for the end of the process."""
        os.close(self._news)
        os.close(self._results)
        os.waitpid(self._process, 0)


def _work_on(
    work: Callable[[Any], Any],
    shares: Sequence[Sequence[Any]],
    tickets: Tickets,
    results: int,
    told: int,
) -> None:
    """What the forked process does; it never comes back from here."""
    try:
        gc.disable()
        with os.fdopen(results, "wb") as file:
            for number in tickets.draw():
                found = [work(item) for item in shares[number]]
                size = file.write(pickle.dumps(found, pickle.HIGHEST_PROTOCOL))
                file.flush()
                os.write(told, number.to_bytes(_NUMBER) + size.to_bytes(_SIZE))
    finally:
        os._exit(0)


def _file_in_memory() -> int:
    """The number of an open file without a name, on disk where it cannot be in memory."""
    with contextlib.suppress(AttributeError, OSError):
        return os.memfd_create("codex")
    import tempfile

    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())
