"""The same work on many items by the workers of any ``concurrent.futures.Executor``.

Only imported where ``--executor`` is given. What becomes of an item never depends on who works on
it: whatever an executor does not bring back, for whatever reason, is done here.
"""

from __future__ import annotations

import logging
import pickle
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from io import BytesIO
from typing import Any, NamedTuple

from codex_tools import __version__
from codex_tools.errors import CodexError
from codex_tools.runtime.parallel import Errand, Item, Progress, Result, Wire

_AHEAD = 3
"""So many shares for each worker are out at once: one is worked on, the others wait their turn."""

_SHARES_EACH = 8
"""Into how many shares the work of each worker is cut at least, so that all end together."""

_LONGEST, _HEAVIEST = 100, 1_000_000
"""So many items, or else bytes, make a share."""

_PATIENCE = 5
"""So many seconds there may be no worker before the work is done here."""

_log = logging.getLogger(__name__)


class Job(NamedTuple):
    """What a worker does with an item, and with the result before that is sent back.

    A plain tuple that begins with a function would be a call to older versions of Dask.
    """

    work: Callable[[Any], Any]
    pack: Callable[[Any], Any]


class _Share(NamedTuple):
    """Some of the items, from the number ``start`` on."""

    start: int
    items: Sequence[Any]


class Team:
    """The workers behind an executor, any of which may be lost at any time.

    ``width`` tells how many work at once, ``once`` sends to all of them what then goes into many
    tasks, and ``name`` is what messages call them.
    """

    def __init__(
        self,
        executor: Executor,
        width: Callable[[], int],
        once: Callable[[Any], Any] = lambda value: value,
        name: str = "the executor",
    ) -> None:
        self.executor = executor
        self.width = width
        self.once = once
        self.lost = False
        self._name = name
        self._warned = False

    def map(
        self,
        errand: Errand[Item, Result],
        items: Sequence[Item],
        wire: Wire,
        progress: Progress | None = None,
    ) -> list[Result]:
        """Return ``errand(item)`` for each of ``items``, in order, whoever has worked on it."""
        run = _Run(self, errand, wire)
        start = 0
        try:
            while start < len(items) or run.out:
                if start < len(items) and run.has_room:
                    start += run.hand_out(start, items)
                else:
                    run.collect()
                if progress is not None:
                    progress((start - run.out) / len(items))
        finally:
            run.cancel()
        return [each for _, found in sorted(run.found.items()) for each in found]

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
    """One errand under way: what is found, and what is still out."""

    def __init__(self, team: Team, errand: Errand[Any, Any], wire: Wire) -> None:
        self.found: dict[int, list[Any]] = {}
        self._team = team
        self._errand = errand
        self._wire = wire
        self._width = 0
        self._idle = 0
        self._job: Any = Job(errand.work, wire.pack)
        self._tasks: dict[Future[bytes], _Share] = {}
        if not team.lost:
            try:
                self._width = team.width()
                self._job = team.once(self._job) if errand.heavy else self._job
            except Exception as error:  # noqa: BLE001 - the work is done, whatever is wrong there
                self._give_up(error)

    @property
    def out(self) -> int:
        """How many items are out."""
        return sum(len(share.items) for share in self._tasks.values())

    @property
    def has_room(self) -> bool:
        """Whether more items can go out now."""
        return self._team.lost or len(self._tasks) < max(1, self._width) * _AHEAD

    def hand_out(self, start: int, items: Sequence[Any]) -> int:
        """Give the items from ``start`` on to a worker, or do them here; returns how many."""
        even = -(-len(items) // (max(1, self._width) * _SHARES_EACH))
        share = _Share(start, items[start : start + min(even, _LONGEST)])
        if not self._team.lost:
            data, count = _packed(self._errand.fetch(item) for item in share.items)
            share = share._replace(items=share.items[:count])
            try:
                task = self._team.executor.submit(perform, __version__, self._job, data)
            except Exception as error:  # noqa: BLE001 - as above
                self._give_up(error)
            else:
                self._tasks[task] = share
                return count
        self._do_here(share)
        return len(share.items)

    def collect(self) -> None:
        """Take in what has come back."""
        ready = wait(self._tasks, timeout=1, return_when=FIRST_COMPLETED).done
        if not ready:
            self._look_after()
        for task in ready:
            if task in self._tasks:
                self._take(task, self._tasks.pop(task))

    def _take(self, task: Future[bytes], share: _Share) -> None:
        """Take the results of a share; one that has failed is done here."""
        try:
            sent = pickle.loads(task.result())
        except Exception as error:  # noqa: BLE001 - as above
            self._do_here(share)
            if task.cancelled():
                self._give_up("the connection or the data there is lost")
            else:
                self._team.warn(error)
        else:
            self.found[share.start] = list(map(self._wire.unpack, sent))

    def cancel(self) -> None:
        """Call back what is out."""
        for task in self._tasks:
            task.cancel()
        self._tasks.clear()

    def _look_after(self) -> None:
        """Give up when there has been nobody to do the work for some time."""
        try:
            self._width = self._team.width()
        except Exception as error:  # noqa: BLE001 - as above
            self._give_up(error)
        else:
            self._idle = 0 if self._width else self._idle + 1
            if self._idle >= _PATIENCE:
                self._give_up("no worker is left")

    def _give_up(self, reason: BaseException | str) -> None:
        """Work without the executor from now on."""
        shares = list(self._tasks.values())
        self._team.lost = True
        self.cancel()
        for share in shares:
            self._do_here(share)
        self._team.warn(reason)

    def _do_here(self, share: _Share) -> None:
        self.found[share.start] = [self._errand(item) for item in share.items]


def _packed(found: Iterable[Any]) -> tuple[bytes, int]:
    """Write as many of these as make a share, one pickle after the other; returns their number."""
    stream = BytesIO()
    count = 0
    for each in found:
        pickle.dump(each, stream, pickle.HIGHEST_PROTOCOL)
        count += 1
        if stream.tell() >= _HEAVIEST:
            break
    return stream.getvalue(), count


def perform(version: str, job: Job, data: bytes) -> bytes:
    """Do the work on a share; this runs on a worker. The results are written as one pickle."""
    if version != __version__:
        raise CodexError(f"a worker has codex-tools {__version__}, not {version}")
    stream = BytesIO(data)
    found = []
    while stream.tell() < len(data):
        found.append(job.pack(job.work(pickle.load(stream))))
    return pickle.dumps(found, pickle.HIGHEST_PROTOCOL)
