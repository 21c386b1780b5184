"""Chunks of items → their results, from forked processes that draw them from one queue."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from codex_tools.runtime.parallel import Codec

_NUMBER, _SIZE = 4, 8
"""Bytes that tell the number of a chunk, and how long its results are."""

_MAX_CHUNKS = 500
"""Upper bound on chunks: all numbers must fit one write into a pipe."""

_CHUNKS_PER_PROCESS = 8
"""Each chunk is 1/8 of an equal split of the remaining items."""

_FEW = 100
"""So few items are chunks by themselves, since one may take much longer than another."""


class WorkQueue:
    """The numbers below ``count`` in a pipe: whoever reads takes one, in whatever process."""

    def __init__(self, count: int) -> None:
        self._source, target = os.pipe()
        os.write(target, b"".join(number.to_bytes(_NUMBER) for number in range(count)))
        os.close(target)

    def __iter__(self) -> Iterator[int]:
        """Take numbers until none is left."""
        while number := os.read(self._source, _NUMBER):
            yield int.from_bytes(number)

    def close(self) -> None:
        """Leave nothing to take."""
        for _ in self:
            pass
        os.close(self._source)


class WorkerProcess:
    """A forked process that takes chunks from a queue and sends the results of ``function``.

    It writes them to a file in memory and tells us where, so that neither waits for the other: a
    pipe would be full after 64 KiB. Raises OSError where the system has no process or file left.
    """

    def __init__(
        self, function: Callable[[Any], Any], chunks: Sequence[Sequence[Any]], queue: WorkQueue
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
            _work_on(function, chunks, queue, self._results, told)
        os.close(told)

    def received(self, wait: bool = False) -> Iterator[tuple[int, list[Any]]]:
        """Yield the numbers and results of the chunks that are done; of all, with ``wait``."""
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


def imap_chunks(
    function: Callable[[Any], Any], items: Sequence[Any], codec: Codec, processes: int
) -> Iterator[Any]:
    """Begin the work and yield nothing of use; then ``function(item)`` for each item, in order.

    This process takes chunks as well, and between two of them what the others have sent. A chunk
    that none of them has finished, since its process ended too early, is done here in the end.
    """
    chunks = guided_chunks(items, processes)
    queue = WorkQueue(len(chunks))
    workers: list[WorkerProcess] = []
    results: dict[int, Sequence[Any]] = {}
    ready = 0
    try:
        with contextlib.suppress(OSError):  # the system has none to give: fewer do it too
            encoded = _encoded(function, codec)
            workers += (WorkerProcess(encoded, chunks, queue) for _ in range(processes - 1))
        yield
        for number in queue:
            results[number] = list(map(function, chunks[number]))
            results.update(_received(workers, codec))
            while ready in results:
                yield from results.pop(ready)
                ready += 1
        results.update(_received(workers, codec, wait=True))
    finally:
        queue.close()
        for worker in workers:
            worker.close()
    for number in range(ready, len(chunks)):
        yield from results.pop(number, None) or map(function, chunks[number])


def _received(
    workers: Sequence[WorkerProcess], codec: Codec, wait: bool = False
) -> Iterator[tuple[int, list[Any]]]:
    for worker in workers:
        for number, sent in worker.received(wait):
            yield number, list(map(codec.decode, sent))


def guided_chunks(items: Sequence[Any], processes: int) -> list[Sequence[Any]]:
    """Cut the items into chunks that get smaller, so that all processes end at about the same time.

    This is guided self-scheduling (Polychronopoulos and Kuck, 1987).
    """
    least = -(-len(items) // _MAX_CHUNKS)
    chunks, start = [], 0
    while start < len(items):
        equal = (len(items) - start) // (_CHUNKS_PER_PROCESS * processes)
        size = max(least, equal) if len(items) > _FEW else 1
        chunks.append(items[start : start + size])
        start += size
    return chunks


def _encoded(function: Callable[[Any], Any], codec: Codec) -> Callable[[Any], Any]:
    return lambda item: codec.encode(function(item))


def _work_on(
    function: Callable[[Any], Any],
    chunks: Sequence[Sequence[Any]],
    queue: WorkQueue,
    results: int,
    told: int,
) -> None:
    """What the forked process does; it never comes back from here."""
    try:
        gc.disable()
        with os.fdopen(results, "wb") as file:
            for number in queue:
                found = list(map(function, chunks[number]))
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
