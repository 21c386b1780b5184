"""The same output whoever does the work: pools, and some that fall apart."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from codex_tools.app import link, reading
from codex_tools.app.check import check
from codex_tools.app.link import linker
from codex_tools.app.workspace import load
from codex_tools.errors import CodexError, SettingsError
from codex_tools.runtime.parallel import MIN_ITEMS, Codec, Task, cluster, imap
from codex_tools.runtime.parallel.cluster import Cluster
from codex_tools.settings import load_settings

ITEMS = range(2 * MIN_ITEMS)


def payload(item: int) -> int:
    return item + 1


def double(sent: int) -> int:
    return 2 * sent


def break_down(sent: int) -> int:
    """End the process that works on the last item, if it is not the one that all began in."""
    if sent == ITEMS[-1] + 1 and get_context("spawn").parent_process():
        os._exit(9)
    return double(sent)


def divide(sent: int) -> int:
    return 1 // (sent - ITEMS[-1])


def text(found: int) -> str:
    return str(found)


def task(remote: Callable[[int], int], codec: Codec = Codec(text, int)) -> Task:  # noqa: B008
    return Task(lambda item: remote(payload(item)), payload, remote, codec)


DOUBLED = [2 * (item + 1) for item in ITEMS]


class Idle(Executor):
    """An executor that takes work and never does any, and remembers how much it was given."""

    def __init__(self, fails: Callable[[Future[Any]], None] = lambda future: None) -> None:
        self.futures: list[Future[Any]] = []
        self.data: list[bytes] = []
        self._fails = fails

    def submit(self, *arguments: Any) -> Future[Any]:  # type: ignore[override]
        self.data.append(arguments[-1])
        self.futures.append(Future())
        self._fails(self.futures[-1])
        return self.futures[-1]


@pytest.fixture(scope="module")
def processes() -> Iterator[Executor]:
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        yield pool


@pytest.mark.parametrize("items", [ITEMS, range(1), range(0)])
def test_pools_give_what_one_process_gives(processes: Executor, items: Sequence[int]) -> None:
    with ThreadPoolExecutor(2) as threads:
        for executor in (threads, processes):
            pool = Cluster(executor, lambda: 2)
            assert list(pool.map(task(double), items)) == DOUBLED[: len(items)]


def test_few_items_are_not_worth_sending() -> None:
    pool = Cluster(Idle(), lambda: 2)
    assert list(imap(task(double), range(3), pool)) == DOUBLED[:3]


def test_an_exception_of_the_work_is_raised_here(
    processes: Executor, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(ZeroDivisionError):
        list(Cluster(processes, lambda: 2).map(task(divide), ITEMS))
    assert not caplog.messages


def test_what_a_broken_pool_did_not_do_is_done_here(caplog: pytest.LogCaptureFixture) -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as executor:
        pool = Cluster(executor, lambda: 1)
        for remote in (break_down, double):
            assert list(pool.map(task(remote), ITEMS)) == DOUBLED
    [message] = caplog.messages
    assert message.startswith("codex: what the executor did not do is done here (BrokenProcessPool")


def call_off(future: Future[Any]) -> None:
    future.cancel()
    future.set_running_or_notify_cancel()


@pytest.mark.parametrize(
    ("fails", "reason"),
    [
        (lambda future: None, "no worker is left"),
        (call_off, "the connection or the data there is lost"),
        (lambda future: future.set_exception(OSError("gone")), "OSError: gone"),
        (lambda future: 1 / 0, "ZeroDivisionError: division by zero"),
    ],
)
def test_work_that_nobody_does_is_done_here(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    fails: Callable[[Future[Any]], None],
    reason: str,
) -> None:
    monkeypatch.setattr(cluster, "_INTERVAL", 0.01)
    pool = Cluster(Idle(fails), lambda: 0)
    assert list(pool.map(task(double), ITEMS)) == DOUBLED
    assert caplog.messages == [f"codex: what the executor did not do is done here ({reason})"]


def test_only_so_much_is_under_way_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_INTERVAL", 0.01)
    widths = iter([2])
    idle = Idle()
    pool = Cluster(idle, lambda: next(widths, 0))
    large = Task(lambda item: 600_000, lambda item: bytes(600_000), len)
    assert list(pool.map(large, ITEMS[:40])) == [600_000] * 40
    assert len(idle.data) == 2 * cluster._AHEAD
    assert max(map(len, idle.data)) < 2 * 600_100


def test_work_that_is_not_wanted_any_more_is_called_back() -> None:
    first = pickle.dumps([text(each) for each in DOUBLED[:100]])
    idle = Idle(lambda future: future is idle.futures[0] and future.set_result(first))
    found = Cluster(idle, lambda: 1).map(task(double), ITEMS)
    assert [next(found), next(found)] == DOUBLED[:2]
    del found
    assert len(idle.futures) > 1
    assert all(future.cancelled() for future in idle.futures[1:])


def test_a_worker_of_another_version_does_nothing() -> None:
    with pytest.raises(CodexError, match=r"has codex-tools .*, not 0\.0\.0"):
        cluster.perform("0.0.0", cluster._Job(double, text), b"")


def test_a_file_that_is_found_names_no_executor(tmp_path: Path) -> None:
    named = tmp_path / "codex.toml"
    named.write_text('\nexecutor = "dask://host:1"\n')
    with pytest.raises(SettingsError, match=r"codex.toml:2: `executor` may only be given by"):
        load_settings(tmp_path)
    assert load_settings(tmp_path, [str(named)]).executor == "dask://host:1"
    assert load_settings(tmp_path, ["executor=dask://a:1"], isolated=True).executor == "dask://a:1"


def test_a_knowledge_base_reads_the_same_by_a_pool(
    base: Path, processes: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = load_settings(base, ["max-file-size=200000"], cache=False)
    alone = check(load(settings), settings)
    monkeypatch.setattr(reading, "cluster_of", lambda settings: Cluster(processes, lambda: 2))
    assert check(load(settings), settings) == alone


def test_claims_are_matched_the_same_by_pools(
    base: Path, processes: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = load_settings(base, cache=False)
    loaded = load(settings)
    alone = linker(loaded, settings).match(runners_up=1)
    assert sum(bool(each.written()) for each in alone.values()) > MIN_ITEMS
    with ThreadPoolExecutor(2) as threads:
        for executor in (threads, processes):
            pool = Cluster(executor, lambda: 2)
            monkeypatch.setattr(link, "cluster_of", lambda settings, pool=pool: pool)
            assert linker(loaded, settings).match(runners_up=1) == alone
            assert not pool.lost
