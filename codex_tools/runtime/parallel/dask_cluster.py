"""An address → the workers of a Dask cluster that is running already.

Only imported where ``--executor`` is given. What goes to and fro are pickles, so the cluster has to
be one that is trusted.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable
from concurrent.futures import Future
from functools import cache
from threading import Thread
from typing import Any

from codex_tools import __version__
from codex_tools.errors import CodexError, MissingExtraError, SettingsError
from codex_tools.runtime import lazy_regex
from codex_tools.runtime.parallel.cluster import Cluster, in_a_line

_ADDRESS = lazy_regex.compile(r"dask://(?P<place>(?:[^\s/:@]+|\[[0-9a-fA-F:.]+\]):\d{1,5})")

_SECONDS = 5
"""Within so much time a scheduler has to be connected to, and again to say what it has."""

_LOUD = ("distributed", "distributed.client", "tornado.application")
"""Where Dask would tell on standard error, at length, of what is told in a line here."""


@cache
def connect(address: str) -> Cluster:
    """Return the workers of the cluster at ``dask://HOST:PORT``, to which we stay connected.

    Raises CodexError for what is no such address, when nobody answers there, and when Dask is not
    installed here or this version of codex-tools not there.
    """
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise SettingsError(f"`{address}` is no executor; write it as dask://127.0.0.1:8786")
    distributed = _import_dask()
    try:
        client = _in_time(lambda: _client(distributed, f"tcp://{match['place']}", address))
    except CodexError:
        raise
    except Exception as error:
        words = f"no Dask scheduler answers at {address}; is it running there?"
        raise CodexError(f"{words} ({in_a_line(error)})") from error
    return Cluster(
        client.get_executor(pure=False),
        lambda: _width(client),
        lambda value: client.scatter(value, broadcast=True, hash=False, timeout=_SECONDS),
        address,
    )


def _in_time(work: Callable[[], Any]) -> Any:
    """Return what ``work`` returns, which may wait without end for what does not answer.

    Raises TimeoutError when it takes too long; the work then goes on, but holds nothing up.
    """
    future: Future[Any] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001 - it is raised where the result is awaited
            future.set_exception(error)

    Thread(target=run, daemon=True).start()
    return future.result(2 * _SECONDS)


def _import_dask() -> Any:
    """Return Dask's part for clusters, which tells nothing on standard error by itself."""
    try:
        import dask
        import distributed
    except ImportError as error:
        raise MissingExtraError("an executor", "dask") from error
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    warnings.filterwarnings("ignore", module=r"distributed\b")
    dask.config.set({"distributed.comm.timeouts.connect": _SECONDS})
    return distributed


def _client(distributed: Any, scheduler: str, address: str) -> Any:
    """Connect to a scheduler, and make sure that its workers can do our work."""
    client = distributed.Client(scheduler, timeout=_SECONDS, set_as_default=False)
    _check_versions(client, address)
    return client


def _width(client: Any) -> int:
    """How many tasks the workers can work on at once."""
    threads = client.sync(client.scheduler.ncores, callback_timeout=_SECONDS)
    return sum(threads.values())


def _check_versions(client: Any, address: str) -> None:
    """Raise CodexError unless the scheduler and all workers have this version of codex-tools."""

    def version() -> str:  # sent as it stands, since there may be no codex-tools to find it in
        try:
            from codex_tools import __version__
        except ImportError:
            return ""
        return __version__

    found = {"scheduler": client.run_on_scheduler(version)}
    found |= {f"worker {name}": each for name, each in client.run(version).items()}
    for who, what in found.items():
        if what != __version__:
            has = f"codex-tools {what}" if what else "no codex-tools"
            raise CodexError(f"the {who} of {address} has {has}; install {__version__} there too")
