"""The same output whoever does the work: pools, a real Dask cluster, and one that falls apart."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from codex_tools.app import link, reading
from codex_tools.app.check import check
from codex_tools.app.link import linker
from codex_tools.app.workspace import load
from codex_tools.errors import CodexError, SettingsError
from codex_tools.runtime.parallel import ENOUGH, Errand, Wire, dask_cluster, executors, map_items
from codex_tools.runtime.parallel.executors import Team
from codex_tools.settings import load_settings

needs_dask = pytest.mark.skipif(
    find_spec("distributed") is None, reason="needs Dask, which the extra `dask` installs"
)
ITEMS = range(2 * ENOUGH)
DEADLINE = 60
"""Seconds after which something that should happen is taken not to happen."""

HESITANT = """
import pathlib, time
import {module} as module

work, seen = module.{name}, []

def hesitate(*arguments):
    seen.append(arguments)
    if len(seen) == 50:
        pathlib.Path({mark!r}).touch()
        time.sleep(3600)
    return work(*arguments)

module.{name} = hesitate
"""
"""What a worker loads that works for a while, says that it is in the middle, and hangs there."""

WORK = {
    "check": ("codex_tools.app.reading", "parse_document"),
    "link": ("codex_tools.linking.matching.matcher", "rows_of"),
}
"""What the workers do in a command."""


def fetch(item: int) -> int:
    return item + 1


def double(sent: int) -> int:
    return 2 * sent


def break_down(sent: int) -> int:
    """End the process that works on the last item, if it is not the one that all began in."""
    if sent == ITEMS[-1] + 1 and get_context("spawn").parent_process():
        os._exit(9)
    return 2 * sent


def divide(sent: int) -> int:
    return 1 // (sent - ITEMS[-1])


def text(found: int) -> str:
    return str(found)


WIRE = Wire(text, int)
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
    told: list[float] = []
    with ThreadPoolExecutor(2) as threads:
        for executor in (threads, processes):
            team = Team(executor, lambda: 2)
            found = map_items(
                Errand(fetch, double), items, 0, progress=told.append, wire=WIRE, helpers=team
            )
            assert found == DOUBLED[: len(items)]
    if items:
        assert told[-1] == 1.0


def test_few_items_are_not_worth_sending() -> None:
    team = Team(Idle(), lambda: 2)
    assert map_items(Errand(fetch, double), range(3), helpers=team) == DOUBLED[:3]


def test_an_exception_of_the_work_is_raised_here(
    processes: Executor, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(ZeroDivisionError):
        map_items(Errand(fetch, divide), ITEMS, helpers=Team(processes, lambda: 2))
    assert not caplog.messages


def test_what_a_broken_pool_did_not_do_is_done_here(caplog: pytest.LogCaptureFixture) -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        team = Team(pool, lambda: 1)
        assert map_items(Errand(fetch, break_down), ITEMS, wire=WIRE, helpers=team) == DOUBLED
        assert map_items(Errand(fetch, double), ITEMS, wire=WIRE, helpers=team) == DOUBLED
    [message] = caplog.messages
    assert message.startswith("codex: what the executor did not do is done here (BrokenProcessPool")


@pytest.mark.parametrize("fails", [lambda future: None, lambda future: future.cancel()])
def test_work_that_nobody_does_is_done_here(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    fails: Callable[[Future[Any]], None],
) -> None:
    monkeypatch.setattr(executors, "_PATIENCE", 1)
    team = Team(Idle(fails), lambda: 0)
    assert map_items(Errand(fetch, double), ITEMS, helpers=team) == DOUBLED
    assert len(caplog.messages) == 1


def test_only_so_much_is_under_way_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "_PATIENCE", 1)
    widths = [2, 0]
    idle = Idle()
    large = Errand(lambda item: bytes(400_000), len)
    assert (
        map_items(large, ITEMS[:40], 0, helpers=Team(idle, lambda: widths.pop(0))) == [400_000] * 40
    )
    assert len(idle.data) == 2 * executors._AHEAD
    assert max(map(len, idle.data)) < 3 * 400_100


def test_a_worker_of_another_version_does_nothing() -> None:
    with pytest.raises(CodexError, match=r"has codex-tools .*, not 0\.0\.0"):
        executors.perform("0.0.0", executors.Job(double, text), b"")


def test_a_cluster_of_another_version_is_refused() -> None:
    for found, message in (
        ({"tcp://one:1": executors.__version__, "tcp://two:2": "0.0.1"}, "codex-tools 0.0.1"),
        ({"tcp://two:2": ""}, "no codex-tools"),
    ):
        client = SimpleNamespace(
            run_on_scheduler=lambda version: version(), run=lambda version, found=found: found
        )
        with pytest.raises(CodexError, match=f"worker tcp://two:2 of dask://x:1 has {message}; "):
            dask_cluster._check_versions(client, "dask://x:1")


@pytest.mark.parametrize("address", ["foo", "dask://", "dask://host", "tcp://host:1", "dask://a:b"])
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(SettingsError, match="is no executor; write it as dask://"):
        dask_cluster.connect(address)


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(CodexError, match=r"pip install 'codex-tools\[dask\]'"):
        dask_cluster.connect("dask://127.0.0.1:1")


def test_a_file_that_is_found_names_no_executor(tmp_path: Path) -> None:
    named = tmp_path / "codex.toml"
    named.write_text('\nexecutor = "dask://host:1"\n')
    with pytest.raises(SettingsError, match=r"codex.toml:2: `executor` may only be given by"):
        load_settings(tmp_path)
    assert load_settings(tmp_path, [str(named)]).executor == "dask://host:1"
    assert load_settings(tmp_path, ["executor=dask://a:1"], isolated=True).executor == "dask://a:1"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base of so many files that it is worth sending them, with faults of all kinds."""
    root = tmp_path_factory.mktemp("base")
    (root / "codex.toml").touch()
    for number in range(2 * ENOUGH):
        kind = "clam" if number % 7 == 0 else "claim"
        lines = ["---", f"type: {kind}", f"description: Number {number}.", "confidence: likely"]
        if number % 3:
            lines.append(f"source: \"Ada Brook, 'Tides of harbour {number % 60}' (2025)\"")
        lines += ["supports:", f"  - note-{number * 2}", "---", f"# Note {number}", ""]
        lines += [f"See [[note-{number + 5}]] and [[nothing-{number}]].\n"] * 5
        (root / f"note-{number}.md").write_text("\n".join(lines))
    archive = root / "inbox" / "archive"
    archive.mkdir(parents=True)
    for number in range(60):
        lines = ["---", "type: source", f"title: Tides of harbour {number}", "author: Ada Brook"]
        lines += ["date: 2025-01-01", "---", f"# Tides {number}", f"{number + 0.25} m. " * 20]
        (archive / f"source-{number}.md").write_text("\n".join(lines))
    (root / "bad.md").write_bytes(b"---\ntitle: [\n---\n\xff\0\r\n")
    (root / "large.md").write_bytes(b"x" * 300_000)
    return root


def test_a_knowledge_base_reads_the_same_by_a_pool(
    base: Path, processes: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = load_settings(base, ["max-file-size=200000"], cache=False)
    alone = check(load(settings), settings)
    monkeypatch.setattr(reading, "cluster_of", lambda settings: Team(processes, lambda: 2))
    assert check(load(settings), settings) == alone


def test_claims_are_matched_the_same_by_pools(
    base: Path, processes: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = load_settings(base, cache=False)
    loaded = load(settings)
    alone = linker(loaded, settings).match(runners_up=1)
    assert sum(bool(each.written()) for each in alone.values()) > ENOUGH
    with ThreadPoolExecutor(2) as threads:
        for executor in (threads, processes):
            team = Team(executor, lambda: 2)
            monkeypatch.setattr(link, "cluster_of", lambda settings, team=team: team)
            assert linker(loaded, settings).match(runners_up=1) == alone
            assert not team.lost


Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def start(base: Path) -> Iterator[Start]:
    """Start commands of codex on the base, with nothing kept from earlier runs."""
    started: list[subprocess.Popen[bytes]] = []

    def run(command: str, *options: str) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-m", "codex_tools", command, "--no-cache", "--root", str(base)]
        pipe = subprocess.PIPE
        started.append(subprocess.Popen([*words, *options], stdout=pipe, stderr=pipe))
        return started[-1]

    yield run
    for process in started:
        process.kill()
        process.communicate()


def ended(process: subprocess.Popen[bytes]) -> tuple[bytes, str, int]:
    """Wait for a command; returns what it printed and its exit status."""
    output, errors = process.communicate(timeout=DEADLINE)
    return output, errors.decode(), process.returncode


def await_that(what: Callable[[], object]) -> None:
    """Look again and again until something is so."""
    end = time.monotonic() + DEADLINE
    while not what():
        assert time.monotonic() < end, "this took too long"
        time.sleep(0.02)


class Cluster:
    """A scheduler and its workers, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        about = folder / "scheduler.json"
        options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        self.scheduler = self._start("dask_scheduler", "--scheduler-file", str(about), *options)
        await_that(lambda: about.exists() and about.read_text().endswith("}"))
        self._address = json.loads(about.read_text())["address"]
        self.address = self._address.replace("tcp://", "dask://")

    def worker(self, preload: str = "") -> subprocess.Popen[bytes]:
        """Start a worker that runs ``preload`` first."""
        options = ["--nthreads", "1", "--no-nanny", "--no-dashboard"]
        if preload:
            path = self._folder / f"preload_{len(self._processes)}.py"
            path.write_text(preload)
            options += ["--preload", str(path)]
        return self._start("dask_worker", self._address, *options)

    def hesitant(self, command: str = "check") -> tuple[subprocess.Popen[bytes], Path]:
        """Start a worker that hangs in the middle; returns it and the file that tells of that."""
        mark = self._folder / f"in-the-middle-{len(self._processes)}"
        module, name = WORK[command]
        return self.worker(HESITANT.format(module=module, name=name, mark=str(mark))), mark

    def await_workers(self, count: int) -> None:
        """Wait until the scheduler knows so many workers."""
        code = "import sys; from distributed import Client; client = Client(sys.argv[1])"
        code += f"; client.wait_for_workers({count}, timeout={DEADLINE})"
        subprocess.run([sys.executable, "-c", code, self._address], check=True, timeout=DEADLINE)

    def stop(self) -> None:
        """End all processes."""
        for process in self._processes:
            process.kill()
        for process in self._processes:
            process.wait()

    def _start(self, module: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{module}", *options]
        with (self._folder / f"log-{len(self._processes)}").open("wb") as log:
            process = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                cwd=self._folder,
                env=os.environ | {"TMPDIR": str(self._folder)},
            )
        self._processes.append(process)
        return process


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler without workers."""
    made = Cluster(tmp_path)
    try:
        yield made
    finally:
        made.stop()


@needs_dask
@pytest.mark.parametrize("command", ["check", "link"])
def test_a_worker_that_is_killed_in_mid_run_loses_nothing(
    start: Start, cluster: Cluster, command: str
) -> None:
    alone = ended(start(command))
    assert alone[0]
    cluster.worker()
    victim, in_the_middle = cluster.hesitant(command)
    cluster.await_workers(2)
    run = start(command, "--executor", cluster.address)
    await_that(in_the_middle.exists)
    assert run.poll() is None
    victim.send_signal(signal.SIGKILL)
    assert ended(run) == alone
    cluster.worker()
    cluster.await_workers(2)
    assert ended(start(command, "--executor", cluster.address)) == alone


@needs_dask
@pytest.mark.parametrize("who", ["worker", "scheduler"])
def test_without_a_cluster_the_rest_is_done_here(start: Start, cluster: Cluster, who: str) -> None:
    alone = ended(start("check"))
    worker, in_the_middle = cluster.hesitant()
    cluster.await_workers(1)
    run = start("check", "--executor", cluster.address)
    await_that(in_the_middle.exists)
    (worker if who == "worker" else cluster.scheduler).send_signal(signal.SIGKILL)
    output, errors, status = ended(run)
    assert (output, status) == (alone[0], alone[2]), errors
    assert errors.startswith(f"codex: what {cluster.address} did not do is done here (")
    assert errors.count("\n") == 1


@needs_dask
def test_an_address_where_nobody_answers_is_told(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        ports = [each.getsockname()[1] for each in (silent, closed)]
        runs = [start("check", "--executor", f"dask://127.0.0.1:{port}") for port in ports]
        for port, run in zip(ports, runs, strict=True):
            output, errors, status = ended(run)
            words = f"codex: no Dask scheduler answers at dask://127.0.0.1:{port}; is it running"
            assert (output, errors.startswith(words), errors.count("\n"), status) == (
                b"",
                True,
                1,
                2,
            )


def test_nothing_of_this_is_loaded_where_nobody_asks_for_it(base: Path) -> None:
    code = "import sys; from codex_tools.cli import main; main(sys.argv[1:])"
    code += "; print(*sys.modules, file=sys.stderr)"
    command = [sys.executable, "-c", code, "check", "--root", str(base)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=DEADLINE)
    assert "codex_tools.app.check" in done.stderr.split()
    unwanted = {
        "dask",
        "distributed",
        "concurrent.futures",
        "codex_tools.runtime.parallel.executors",
    }
    assert not unwanted & {*done.stderr.split()}
