"""Commands in a forked process, to which something happens before a chosen call that writes."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from click.testing import CliRunner

from codex_tools.cli import codex
from codex_tools.errors import CodexError
from codex_tools.storage.writing import carrying_out

CALLS = (
    *("open", "write", "fsync", "replace", "rename", "unlink", "mkdir", "rmdir", "link"),
    *("ftruncate", "fchmod", "fchown", "setxattr", "removexattr"),
)
"""The functions of ``os`` that change something on disk; `open` is one where it is for writing."""

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

Act = Callable[[], object]


class Ended(NamedTuple):
    """How a process ended: its exit status, negative for a signal, and what it printed."""

    status: int
    output: str


def run(root: Path, *arguments: str, number: int = 0, act: Act = lambda: None) -> Ended:
    """Run a command in a forked process; ``act`` is done before its call with this number."""
    with tempfile.TemporaryFile() as printed:
        process = os.fork()
        if not process:
            status = 70
            try:
                _watch_calls(number, act)
                status = _command(root, arguments, printed.fileno())
            finally:
                os._exit(status)
        status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        printed.seek(0)
        return Ended(status, printed.read().decode())


def _command(root: Path, arguments: tuple[str, ...], printed: int) -> int:
    result = CliRunner().invoke(codex, [*arguments, "--root", str(root)])
    error = None if isinstance(result.exception, SystemExit) else result.exception
    os.pwrite(printed, (result.output + (f"{error}" if error else "")).encode(), 0)
    return 2 if isinstance(error, CodexError) else result.exit_code


def _watch_calls(number: int, act: Act) -> None:
    made = 0

    def watched(function: Callable[..., Any], is_open: bool = False) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            nonlocal made
            if not is_open or args[1] & _WRITING:
                made += 1
                if made == number:
                    act()
            return function(*args, **more)

        return call

    for name in CALLS:
        if hasattr(os, name):
            setattr(os, name, watched(getattr(os, name), name == "open"))
    carrying_out.swap = watched(carrying_out.swap)


def killing() -> None:
    """Kill this process as a loss of power would."""
    os.kill(os.getpid(), signal.SIGKILL)


def interrupting(number: int) -> Act:
    """Return what sends this process a signal."""
    return lambda: os.kill(os.getpid(), number)
