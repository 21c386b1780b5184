"""The same results whatever the number of processes, and none lost when one ends."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from codex_tools.app.check import check
from codex_tools.app.workspace import load
from codex_tools.runtime import parallel
from codex_tools.settings import load_settings

ITEMS = range(3 * parallel.ENOUGH)


@pytest.mark.parametrize("cores", [1, 2, 3, 64])
def test_results_come_in_order(monkeypatch: pytest.MonkeyPatch, cores: int) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: cores)
    assert parallel.map_items(str, ITEMS) == [str(item) for item in ITEMS]


def patiently(_: int) -> int:
    """Take so long that every process gets its turn."""
    time.sleep(0.02)
    return os.getpid()


def test_few_processes_are_enough_where_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 8)
    for most, count in ((1, 1), (3, 3), (None, 8)):
        found = parallel.map_items(patiently, range(48), enough=12, most=most)
        assert len(set(found)) == count


def test_progress_goes_up_to_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    told: list[float] = []
    assert parallel.map_items(str, ITEMS, progress=told.append) == [str(item) for item in ITEMS]
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_the_work_of_a_process_that_dies_is_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 3)
    parent = os.getpid()

    def work(item: int) -> int:
        if os.getpid() != parent and item == ITEMS[-1]:
            os._exit(9)
        return item + 1

    assert parallel.map_items(work, ITEMS) == [item + 1 for item in ITEMS]


def test_an_exception_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    with pytest.raises(ZeroDivisionError):
        parallel.map_items(lambda item: 1 // (item - ITEMS[-1]), ITEMS)


def test_large_results_come_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 2)

    def work(item: int) -> tuple[int, bytes]:
        return patiently(item), bytes([item]) * 3_000_000

    found = parallel.map_items(work, range(40), enough=2)
    assert len({process for process, _ in found}) == 2
    assert [(len(data), set(data)) for _, data in found] == [(3_000_000, {n}) for n in range(40)]


def test_results_come_where_no_file_can_be_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    monkeypatch.delattr(os, "memfd_create", raising=False)
    assert parallel.map_items(str, ITEMS) == [str(item) for item in ITEMS]
    assert len(set(parallel.map_items(patiently, range(48), enough=2))) == 2


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
        pipes = missing == "os.pipe"  # one is for the numbers of the shares
        if len(calls) > given + pipes:
            raise OSError("none left")
        return real()

    before = open_files()
    monkeypatch.setattr(missing, scarce)
    found = parallel.map_items(patiently, range(48), enough=12)
    assert len(found) == 48
    assert len(set(found)) == given + 1
    assert open_files() == before


def test_others_stop_when_the_work_fails_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    log, parent = tmp_path / "log", os.getpid()

    def work(item: int) -> None:
        if os.getpid() == parent:
            raise InterruptedError
        time.sleep(0.02)
        with log.open("a") as file:
            file.write(f"{item}\n")

    log.touch()
    with pytest.raises(InterruptedError):
        parallel.map_items(work, range(400), enough=2)
    assert len(log.read_text().split()) < 100


def test_a_knowledge_base_reads_the_same_on_one_core_and_on_many(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = load_settings(corpus)
    monkeypatch.setattr(parallel, "_cores", lambda: 1)
    alone = check(load(settings), settings)
    monkeypatch.setattr(parallel, "_cores", lambda: 4)
    assert check(load(settings), settings) == alone
