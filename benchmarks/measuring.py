"""Run whole processes in turn, and note how long they take and how much memory they need.

A round runs each task once, so that whatever slows the machine down for a while slows all of them.
The first round is not timed: it fills the caches of the system, and measures memory.
"""

from __future__ import annotations

import contextlib
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from types import ModuleType
from typing import Any

resource: ModuleType | None
try:
    import resource
except ImportError:  # not on Windows
    resource = None

ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
"""Without switches such as ``PYTHONDONTWRITEBYTECODE``, under which nobody would install it."""
FEWER = ((60.0, 1), (10.0, 3))
"""Seconds from which on a task runs in fewer rounds, and in how many."""
EVERY = 0.005
"""Seconds between two looks at the memory of a process."""


@dataclass(frozen=True)
class Task:
    """Commands to run one after the other as one thing to time.

    ``before`` runs each time before the clock; ``fine`` are the exit statuses of a command that did
    its work, findings or not.
    """

    name: str
    commands: Sequence[Sequence[str]]
    cwd: Path | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[], None] = lambda: None
    fine: tuple[int, ...] = (0, 1)


@dataclass
class Taken:
    """What a task took: the seconds of each round, and its memory in MB at its peak.

    The memory is the most that all its processes together were seen to hold, pages that they share
    counted once, or the most that one of them ever held, if that is more.
    """

    seconds: list[float] = field(default_factory=list)
    peak: float = 0.0

    @property
    def median(self) -> float:
        """The middle one of the rounds."""
        return median(self.seconds)

    @property
    def spread(self) -> str:
        """The fastest and the slowest round in milliseconds."""
        return f"{min(self.seconds) * 1e3:,.0f}–{max(self.seconds) * 1e3:,.0f}"


def in_turn(tasks: Sequence[Task], rounds: int) -> dict[str, Taken]:
    """Run the tasks in turn and return what they took, by name."""
    taken = {task.name: Taken() for task in tasks}
    most: dict[str, int] = {}
    for task in tasks:
        begin = time.perf_counter()
        taken[task.name].peak = run(task, watch=True)[1]
        spent = time.perf_counter() - begin
        most[task.name] = next((many for least, many in FEWER if spent > least), rounds)
    for number in range(rounds):
        _progress(f"round {number + 1} of {rounds}")
        for task in tasks:
            if number < most[task.name]:
                taken[task.name].seconds.append(run(task)[0])
    _progress("")
    return taken


def run(task: Task, watch: bool = False) -> tuple[float, float]:
    """Run a task once and return its seconds and, with ``watch``, its peak memory in MB."""
    task.before()
    seconds = peak = 0.0
    for command in task.commands:
        with tempfile.TemporaryFile() as errors:
            begin = time.perf_counter()
            process = subprocess.Popen(
                command,
                cwd=task.cwd,
                env={**ENVIRONMENT, **task.environment},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
            )
            seen = _watched(process.pid) if watch else 0.0
            status, usage = _wait(process)
            seconds += time.perf_counter() - begin
            if status not in task.fine:
                errors.seek(0)
                words = errors.read()[-2000:].decode(errors="replace")
                raise SystemExit(f"{task.name}: exit status {status}\n{words}")
        peak = max(peak, seen, usage if usage > _own_peak() else 0.0)
    return seconds, peak


def _own_peak() -> float:
    """What this process held at most in MB; a process that it starts begins with as much."""
    return _megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) if resource else 0.0


def _megabytes(maxrss: int) -> float:
    return maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _wait(process: subprocess.Popen[bytes]) -> tuple[int, float]:
    """Wait for a process; return its status and what it, or a child of it, held at most in MB."""
    if not hasattr(os, "wait4"):
        return process.wait(), 0.0
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, _megabytes(usage.ru_maxrss)


def _watched(pid: int) -> float:
    """Look at the memory of a process and its children until it ends; its peak in MB."""
    peak = 0.0
    while together := held_together(pid):
        alone = max(map(_ever_held, [pid, *_children(pid)]))
        peak = max(peak, together, alone)
        time.sleep(EVERY)
    return peak


def held_together(pid: int) -> float:
    """What a process and its children hold in MB, what they share once; 0 when it has ended."""
    own = _held(pid)
    if not own:
        return 0.0
    family = [pid, *_children(pid)]
    return (own + sum(map(_held, family[1:])) + _files_in_memory(family)) / 1024


def _files_in_memory(family: Iterable[int]) -> float:
    """The size in kB of the files without a place on disk that these processes have open."""
    sizes: dict[int, float] = {}
    for pid in family:
        with contextlib.suppress(OSError):
            for link in Path(f"/proc/{pid}/fd").iterdir():
                if str(link.readlink()).startswith("/memfd:"):
                    found = link.stat()
                    sizes[found.st_ino] = found.st_blocks / 2
    return sum(sizes.values())


def _children(pid: int) -> Iterable[int]:
    """The processes that a process started, and those that they started."""
    try:
        lists = [each.read_text() for each in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return
    for child in map(int, " ".join(lists).split()):
        yield child
        yield from _children(child)


def _held(pid: int) -> int:
    """What a process holds in kB, its part of what it shares; 0 when it has ended."""
    return _told_by(pid, "smaps_rollup", "Pss:")


def _ever_held(pid: int) -> float:
    """The most that a process ever held, in MB."""
    return _told_by(pid, "status", "VmHWM:") / 1024


def _told_by(pid: int, file: str, name: str) -> int:
    try:
        text = Path(f"/proc/{pid}/{file}").read_text()
    except OSError:
        return 0
    return _kilobytes(text, name)


def _kilobytes(text: str, name: str) -> int:
    lines = (line for line in text.splitlines() if line.startswith(name))
    return next((int(line.split()[1]) for line in lines), 0)


def about(base: Path) -> dict[str, Any]:
    """What a result says of the knowledge base and of what it was measured with."""
    files = [path for path in base.rglob("*.md") if path.is_file()]
    return {
        "files": len(files),
        "bytes": sum(path.stat().st_size for path in files),
        "python": platform.python_version(),
        "system": platform.system(),
        "cores": os.cpu_count() or 1,
    }


def as_json(taken: Mapping[str, Taken]) -> dict[str, Any]:
    """The raw results as they are kept."""
    return {
        name: {
            "seconds": [round(each, 5) for each in one.seconds],
            "peak_mb": round(one.peak, 1),
        }
        for name, one in taken.items()
    }


def from_json(table: Mapping[str, Any]) -> dict[str, Taken]:
    """The raw results as they were kept."""
    return {name: Taken(row["seconds"], row["peak_mb"]) for name, row in table.items()}


def table(taken: Mapping[str, Taken], unit: str) -> str:
    """The results as text, each as a multiple of the one called ``unit``."""
    wide = max(map(len, taken))
    lines = [f"{'':{wide}} {'median ms':>10} {'min–max':>17} {'× ' + unit:>9} {'peak MB':>8}"]
    for name, one in taken.items():
        ratio = one.median / taken[unit].median
        milliseconds = f"{one.median * 1e3:10,.0f} {one.spread:>17}"
        lines.append(f"{name:{wide}} {milliseconds} {ratio:9.2f} {one.peak:8,.0f}")
    return "\n".join(lines)


def _progress(words: str) -> None:
    """Say on a terminal how far it is."""
    if sys.stderr.isatty():
        print(f"\r{words:30}\r", end="", file=sys.stderr, flush=True)
