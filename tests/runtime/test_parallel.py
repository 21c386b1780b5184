"""The same results whatever the number of processes, and none lost when one ends."""

from __future__ import annotations

import os
from multiprocessing import get_context
from pathlib import Path

import pytest

from codex_tools.app.check import check
from codex_tools.app.workspace import load
from codex_tools.runtime import parallel
from codex_tools.runtime.parallel import Codec, forked, imap_forked, with_progress
from codex_tools.settings import load_settings

ITEMS = range(3 * parallel.MIN_ITEMS)
DEADLINE = 60
"""Seconds after which a process that should come is taken not to come."""


class Meeting:
    """Work that returns the number of its process, once ``count`` processes have begun with it."""

    def __init__(self, count: int) -> None:
        self._barrier = get_context("fork").Barrier(count)
        self._met: set[int] = set()

    def __call__(self, _: int) -> int:
        process = os.getpid()
        if process not in self._met:
            self._met.add(process)
            self._barrier.wait(DEADLINE)
        return process


@pytest.fixture
def forks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes that this one has forked."""
    made: list[int] = []
    fork = os.fork

    def counted() -> int:
        made.append(child := fork())
        return child

    monkeypatch.setattr(os, "fork", counted)
    return made


@pytest.mark.parametrize("cores", [1, 2, 3, 64])
def test_results_come_in_order(monkeypatch: pytest.MonkeyPatch, cores: int) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: cores)
    assert list(imap_forked(str, ITEMS)) == [str(item) for item in ITEMS]


@pytest.mark.parametrize(("limit", "count"), [(1, 1), (3, 3), (None, 8)])
def test_there_are_no_more_processes_than_is_said(
    monkeypatch: pytest.MonkeyPatch, forks: list[int], limit: int | None, count: int
) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 8)
    found = imap_forked(Meeting(count), range(48), min_items=12, max_processes=limit)
    assert len({*found}) == count
    assert len(forks) == count - 1


@pytest.mark.parametrize(("items", "count"), [(3, 0), (4, 1), (8, 3)])
def test_a_second_process_needs_items_enough(
    monkeypatch: pytest.MonkeyPatch, forks: list[int], items: int, count: int
) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 8)
    assert list(imap_forked(str, range(items), min_items=4)) == [str(each) for each in range(items)]
    assert len(forks) == count


@pytest.mark.parametrize("cores", [1, 2])
def test_progress_goes_up_to_the_whole(monkeypatch: pytest.MonkeyPatch, cores: int) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: cores)
    told: list[float] = []
    found = with_progress(imap_forked(str, ITEMS), len(ITEMS), told.append)
    assert list(found) == [str(item) for item in ITEMS]
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_other_processes_begin_before_a_result_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    begun = get_context("fork").Event()

    def work(item: int) -> int:
        begun.set()
        return item

    found = imap_forked(work, ITEMS)
    assert begun.wait(DEADLINE)
    assert list(found) == [*ITEMS]


def test_the_work_of_a_process_that_dies_is_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 3)
    parent = os.getpid()

    def work(item: int) -> int:
        if os.getpid() != parent and item >= ITEMS[-1] - 50:
            os._exit(9)
        return item + 1

    assert list(imap_forked(work, ITEMS)) == [item + 1 for item in ITEMS]


def test_an_exception_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    with pytest.raises(ZeroDivisionError):
        list(imap_forked(lambda item: 1 // (item - ITEMS[-1]), ITEMS))


def test_large_results_come_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    meeting = Meeting(2)

    def work(item: int) -> tuple[int, bytes]:
        return meeting(item), bytes([item]) * 300_000

    found = list(imap_forked(work, range(40), min_items=2))
    assert len({process for process, _ in found}) == 2
    assert [(len(data), set(data)) for _, data in found] == [(300_000, {n}) for n in range(40)]


def test_results_are_sent_as_the_codec_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    meeting = Meeting(2)

    def work(item: int) -> tuple[int, object]:
        return meeting(item), lambda: item  # which cannot be pickled

    codec = Codec(lambda found: (found[0], found[1]()), lambda sent: (sent[0], lambda: sent[1]))
    found = list(imap_forked(work, range(40), codec=codec, min_items=2))
    assert len({process for process, _ in found}) == 2
    assert [each() for _, each in found] == [*range(40)]  # type: ignore[operator]


def test_results_come_where_no_file_can_be_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    monkeypatch.delattr(os, "memfd_create", raising=False)
    assert list(imap_forked(str, ITEMS)) == [str(item) for item in ITEMS]
    assert len({*imap_forked(Meeting(2), range(48), min_items=2)}) == 2


def open_files() -> int:
    """How many files this process has open; 0 where the system does not say."""
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.is_dir() else 0


@pytest.mark.parametrize("missing", ["os.fork", "os.pipe"])
@pytest.mark.parametrize("given", [0, 1, 2])
def test_fewer_processes_do_it_where_the_system_has_no_more(
    monkeypatch: pytest.MonkeyPatch, missing: str, given: int
) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 4)
    real, calls = getattr(os, missing[3:]), []

    def scarce() -> object:
        calls.append(missing)
        pipes = missing == "os.pipe"  # one is for the numbers of the chunks
        if len(calls) > given + pipes:
            raise OSError("none left")
        return real()

    meeting, before = Meeting(given + 1), open_files()
    monkeypatch.setattr(missing, scarce)
    found = list(imap_forked(meeting, range(48), min_items=12))
    assert len(found) == 48
    assert len(set(found)) == given + 1
    assert open_files() == before


@pytest.mark.parametrize("ends", ["work fails here", "nobody asks for more"])
def test_others_stop_when_this_process_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ends: str
) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    log, parent, fails = tmp_path / "log", os.getpid(), ends == "work fails here"
    begun, stopped = get_context("fork").Event(), get_context("fork").Event()
    close = forked.WorkQueue.close

    def work(item: int) -> None:
        if os.getpid() != parent:
            begun.set()
            assert stopped.wait(DEADLINE)
            with log.open("a") as file:
                file.write(f"{item}\n")
        elif fails:
            raise InterruptedError

    def close_and_tell(queue: forked.WorkQueue) -> None:
        close(queue)
        stopped.set()

    monkeypatch.setattr(forked.WorkQueue, "close", close_and_tell)
    before = open_files()
    found = imap_forked(work, range(400), min_items=2)
    assert begun.wait(DEADLINE)
    if fails:
        with pytest.raises(InterruptedError):
            list(found)
    del found
    chunk = len(forked.guided_chunks(range(400), 2)[0])
    assert len(log.read_text().split()) == chunk
    assert open_files() == before


def test_a_knowledge_base_reads_the_same_on_one_core_and_on_many(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = load_settings(corpus)
    monkeypatch.setattr(parallel, "_cores", lambda: 1)
    alone = check(load(settings), settings)
    monkeypatch.setattr(parallel, "_cores", lambda: 4)
    assert check(load(settings), settings) == alone
