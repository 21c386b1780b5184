"""A task and items → the results in order, worked out behind a ``concurrent.futures.Executor``.

Only imported where ``--executor`` is given. What becomes of an item never depends on who works on
it: whatever an executor does not bring back, for whatever reason, is done here.
"""

from __future__ import annotations

import logging
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from io import BytesIO
from typing import Any, NamedTuple

from codex_tools import __version__
from codex_tools.errors import CodexError
from codex_tools.runtime.parallel import Task

_AHEAD = 3
"""So many chunks for each worker are out at once: one is worked on, the others wait their turn."""

_CHUNKS_PER_WORKER = 8
"""Into how many chunks the work of each worker is cut at least, so that all end together."""

_MAX_ITEMS, _MAX_BYTES = 100, 1_000_000
"""So many items, or else bytes, make a chunk."""

_INTERVAL = 1
"""Seconds without a result after which one looks whether there are workers at all."""

_PATIENCE = 5
"""So many times there may be no worker before the work is done here."""

_log = logging.getLogger(__name__)


class _Job(NamedTuple):
    """What a worker does with an item, and with the result before that is sent back.

    A plain tuple that begins with a function would be a call to older versions of Dask.
    """

    remote: Callable[[Any], Any]
    encode: Callable[[Any], Any]


class Chunk(NamedTuple):
    """Some of the items, from the number ``start`` on."""

    start: int
    items: Sequence[Any]


class Cluster:
    """The workers behind an executor, any of which may be lost at any time.

    ``width`` tells how many work at once, ``broadcast`` sends to all of them what then goes into
    many tasks, and ``name`` is what messages call them.
    """

    def __init__(
        self,
        executor: Executor,
        width: Callable[[], int],
        broadcast: Callable[[Any], Any] = lambda value: value,
        name: str = "the executor",
    ) -> None:
        self.executor = executor
        self.width = width
        self.broadcast = broadcast
        self.lost = False
        self._name = name
        self._warned = False

    def map(self, task: Task, items: Sequence[Any]) -> Iterator[Any]:
        """Yield the result of ``task`` for each of ``items``, in order, whoever worked on it."""
        run = _Run(self, task, items)
        ready = 0
        try:
            while ready < len(items):
                if run.has_room:
                    run.submit()
                elif ready not in run.results:
                    run.collect()
                for result in run.results.pop(ready, ()):
                    ready += 1
                    yield result
        finally:
            run.cancel()

    def warn(self, reason: BaseException | str) -> None:
        """Say, the first time, that something had to be done here."""
        if not self._warned:
            words = reason if isinstance(reason, str) else in_a_line(reason)
            _log.warning("codex: what %s did not do is done here (%s)", self._name, words)
        self._warned = True


def in_a_line(error: BaseException) -> str:
    """Return what an exception says, in a line that is not too long."""
    return " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")[:200]


class _Run:
    """A task under way: the results by the first number of their chunk, and what is still out."""

    def __init__(self, cluster: Cluster, task: Task, items: Sequence[Any]) -> None:
        self.results: dict[int, list[Any]] = {}
        self._cluster = cluster
        self._task = task
        self._items = items
        self._start = 0
        self._width = 0
        self._idle = 0
        self._job: Any = _Job(task.remote, task.codec.encode)
        self._out: dict[Future[bytes], Chunk] = {}
        if not cluster.lost:
            try:
                self._width = cluster.width()
                self._job = cluster.broadcast(self._job) if task.broadcast else self._job
            except Exception as error:  # noqa: BLE001 - the work is done, whatever is wrong there
                self._give_up(error)

    @property
    def has_room(self) -> bool:
        """Whether there are more items, and they can go out now."""
        free = self._cluster.lost or len(self._out) < max(1, self._width) * _AHEAD
        return free and self._start < len(self._items)

    def submit(self) -> None:
        """Give the next items to a worker, or do them here."""
        even = -(-len(self._items) // (max(1, self._width) * _CHUNKS_PER_WORKER))
        end = self._start + min(even, _MAX_ITEMS)
        chunk = Chunk(self._start, self._items[self._start : end])
        if not self._cluster.lost:
            data, count = _pickled(map(self._task.payload, chunk.items))
            chunk = chunk._replace(items=chunk.items[:count])
            try:
                future = self._cluster.executor.submit(perform, __version__, self._job, data)
                self._out[future] = chunk
            except Exception as error:  # noqa: BLE001 - as above
                self._give_up(error)
        self._start += len(chunk.items)
        if self._cluster.lost:
            self._do_here(chunk)

    def collect(self) -> None:
        """Take in what has come back, for which one waits a while."""
        done = wait(self._out, timeout=_INTERVAL, return_when=FIRST_COMPLETED).done
        if not done:
            self._look_after()
        for future in done:
            if future in self._out:
                self._take(future, self._out.pop(future))

    def _take(self, future: Future[bytes], chunk: Chunk) -> None:
        """Take the results of a chunk; one that has failed is done here."""
        try:
            sent = pickle.loads(future.result())
        except Exception as error:  # noqa: BLE001 - as above
            self._do_here(chunk)
            if future.cancelled():
                self._give_up("the connection or the data there is lost")
            else:
                self._cluster.warn(error)
        else:
            self.results[chunk.start] = list(map(self._task.codec.decode, sent))

    def cancel(self) -> None:
        """Call back what is out."""
        for future in self._out:
            future.cancel()
        self._out.clear()

    def _look_after(self) -> None:
        """Give up when there has been nobody to do the work for some time."""
        try:
            self._width = self._cluster.width()
        except Exception as error:  # noqa: BLE001 - as above
            self._give_up(error)
        else:
            self._idle = 0 if self._width else self._idle + 1
            if self._idle >= _PATIENCE:
                self._give_up("no worker is left")

    def _give_up(self, reason: BaseException | str) -> None:
        """Work without the executor from now on."""
        chunks = list(self._out.values())
        self._cluster.lost = True
        self.cancel()
        for chunk in chunks:
            self._do_here(chunk)
        self._cluster.warn(reason)

    def _do_here(self, chunk: Chunk) -> None:
        self.results[chunk.start] = list(map(self._task.function, chunk.items))


def _pickled(payloads: Iterable[Any]) -> tuple[bytes, int]:
    """Write as many of these as make a chunk, one pickle after the other; returns their number."""
    stream = BytesIO()
    count = 0
    for each in payloads:
        pickle.dump(each, stream, pickle.HIGHEST_PROTOCOL)
        count += 1
        if stream.tell() >= _MAX_BYTES:
            break
    return stream.getvalue(), count


def perform(version: str, job: _Job, data: bytes) -> bytes:
    """Do the work on a chunk; this runs on a worker. The results are written as one pickle."""
    if version != __version__:
        raise CodexError(f"a worker has codex-tools {__version__}, not {version}")
    stream = BytesIO(data)
    results = []
    while stream.tell() < len(data):
        results.append(job.encode(job.remote(pickle.load(stream))))
    return pickle.dumps(results, pickle.HIGHEST_PROTOCOL)
