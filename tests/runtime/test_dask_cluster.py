"""A real Dask cluster gives the same output, also while it falls apart."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest

from codex_tools import __version__
from codex_tools.errors import CodexError, SettingsError
from codex_tools.runtime.parallel import dask_cluster

needs_dask = pytest.mark.skipif(
    find_spec("distributed") is None, reason="needs Dask, which the extra `dask` installs"
)
DEADLINE = 60
"""Seconds after which something that should happen is taken not to happen."""

SCHEDULER = """
import asyncio, pathlib, sys
from distributed import Scheduler, SchedulerPlugin, Worker

folder, workers = pathlib.Path(sys.argv[1]), int(sys.argv[2])

class Roll(SchedulerPlugin):
    def add_worker(self, scheduler, worker):
        (folder / f"is-there-{scheduler.workers[worker].name}").touch()

async def serve():
    async with Scheduler(host="127.0.0.1", port=0, dashboard=False) as scheduler:
        scheduler.add_plugin(Roll())
        for number in range(workers):
            await Worker(scheduler.address, nthreads=1, dashboard=False)
        (folder / "address.new").write_text(scheduler.address)
        (folder / "address.new").rename(folder / "address")
        await scheduler.finished()

asyncio.run(serve())
"""
"""A scheduler, with workers of its own that work well."""

HESITANT = """
import asyncio, pathlib, sys, time
from distributed import Worker
import {module} as module

work, seen = module.{name}, []

def hesitate(*arguments):
    seen.append(arguments)
    if len(seen) == 50:
        pathlib.Path(sys.argv[2], "hesitates-" + sys.argv[3]).touch()
        time.sleep(3600)
    return work(*arguments)

module.{name} = hesitate

async def serve():
    async with Worker(sys.argv[1], nthreads=1, dashboard=False, name=sys.argv[3]) as worker:
        await worker.finished()

asyncio.run(serve())
"""
"""A worker that works for a while, says that it is in the middle, and hangs there."""

WORK = {
    "check": ("codex_tools.app.reading", "parse_document"),
    "link": ("codex_tools.linking.matching.matcher", "rows_of"),
}
"""What the workers do in a command."""


def test_a_cluster_of_another_version_is_refused() -> None:
    for found, message in (
        ({"tcp://one:1": __version__, "tcp://two:2": "0.0.1"}, "codex-tools 0.0.1"),
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
    monkeypatch.setitem(sys.modules, "dask", None)
    with pytest.raises(CodexError, match=r"pip install 'codex-tools\[dask\]'"):
        dask_cluster.connect("dask://127.0.0.1:1")


Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def start(base: Path) -> Iterator[Start]:
    """Start commands of codex on the base, with nothing kept from earlier runs."""
    started: list[subprocess.Popen[bytes]] = []

    def run(command: str, *options: str, after: str = "") -> subprocess.Popen[bytes]:
        code = f"{after}\nfrom codex_tools.__main__ import run; run()"
        words = [sys.executable, "-c", code, command, "--no-cache", "--root", str(base)]
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


class DaskCluster:
    """A scheduler with ``workers`` that work well, and others that do not, in other processes."""

    def __init__(self, folder: Path, workers: int) -> None:
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start(SCHEDULER, str(folder), str(workers))
        await_that((folder / "address").exists)
        self._address = (folder / "address").read_text()
        self.address = self._address.replace("tcp://", "dask://")

    def hesitant(self, command: str = "check") -> tuple[subprocess.Popen[bytes], Path]:
        """Start a worker that hangs in the middle; returns it and the file that tells of that."""
        module, name = WORK[command]
        own = str(len(self._processes))
        code = HESITANT.format(module=module, name=name)
        process = self._start(code, self._address, str(self._folder), own)
        await_that((self._folder / f"is-there-{own}").exists)
        return process, self._folder / f"hesitates-{own}"

    def stop(self) -> None:
        """End all processes."""
        for process in self._processes:
            process.kill()
        for process in self._processes:
            process.wait()

    def _start(self, code: str, *arguments: str) -> subprocess.Popen[bytes]:
        with (self._folder / f"log-{len(self._processes)}").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-c", code, *arguments],
                stdout=log,
                stderr=log,
                cwd=self._folder,
                env=os.environ | {"TMPDIR": str(self._folder)},
            )
        self._processes.append(process)
        return process


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    """A scheduler with one worker, for all tests that leave these two alone."""
    made = DaskCluster(tmp_path_factory.mktemp("cluster"), 1)
    yield made
    made.stop()


@needs_dask
@pytest.mark.parametrize("command", ["check", "link"])
def test_a_worker_that_is_killed_in_mid_run_loses_nothing(
    start: Start, cluster: DaskCluster, command: str
) -> None:
    here = start(command)
    victim, in_the_middle = cluster.hesitant(command)
    run = start(command, "--executor", cluster.address)
    await_that(in_the_middle.exists)
    assert run.poll() is None
    victim.send_signal(signal.SIGKILL)
    there, alone = ended(run), ended(here)
    assert alone[0]
    assert there == alone


@needs_dask
def test_without_a_cluster_the_rest_is_done_here(start: Start, tmp_path: Path) -> None:
    here, cluster = start("check"), DaskCluster(tmp_path, 0)
    alone, impatient = ended(here), "from codex_tools.runtime.parallel import cluster as it"
    try:
        for who in ("worker", "scheduler"):
            worker, in_the_middle = cluster.hesitant()
            options = "--executor", cluster.address
            run = start("check", *options, after=f"{impatient}; it._INTERVAL = 0.1")
            await_that(in_the_middle.exists)
            (worker if who == "worker" else cluster.scheduler).send_signal(signal.SIGKILL)
            output, errors, status = ended(run)
            assert (output, status) == (alone[0], alone[2]), errors
            assert errors.startswith(f"codex: what {cluster.address} did not do is done here (")
            assert errors.count("\n") == 1
    finally:
        cluster.stop()


@needs_dask
def test_an_address_where_nobody_answers_is_told(start: Start) -> None:
    impatient = "from codex_tools.runtime.parallel import dask_cluster as it; it._SECONDS = 0.5"
    with socket.create_server(("127.0.0.1", 0)) as silent, socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        for port in [each.getsockname()[1] for each in (silent, closed)]:
            run = start("check", "--executor", f"dask://127.0.0.1:{port}", after=impatient)
            output, errors, status = ended(run)
            assert (output, status) == (b"", 2)
            words = f"codex: no Dask scheduler answers at dask://127.0.0.1:{port}; is it running"
            assert errors.startswith(words)
            assert errors.count("\n") == 1


def test_nothing_of_this_is_loaded_where_nobody_asks_for_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Nothing to see.\n")
    code = "import sys; from codex_tools.cli import main; main(sys.argv[1:])"
    code += "; print(*sys.modules, file=sys.stderr)"
    command = [sys.executable, "-c", code, "check", "--root", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=DEADLINE)
    loaded = {*done.stderr.split()}
    assert "codex_tools.app.check" in loaded
    unwanted = {"dask", "distributed", "concurrent.futures"}
    unwanted |= {"codex_tools.runtime.parallel.cluster", "codex_tools.runtime.parallel.forked"}
    assert not unwanted & loaded
