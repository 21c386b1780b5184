"""How much longer four times as much takes, in the processor's time of this process."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path

from hostile.growing import Input

SECONDS = 0.03
"""How long an input takes at least, before it is made four times as long."""

MOST = 50_000
FACTOR, BOUND = 4, 9


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes, without the collector, as the program runs.

    The collector would look at all that the tests before have left, now and then.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        started = time.process_time()
        work()
        return time.process_time() - started
    finally:
        if collects:
            gc.enable()


def growth(work: Callable[[int], Callable[[], object]], seconds_least: float) -> float:
    """Return how much longer four times as much takes, where that is long enough to be measured."""
    size = 500
    while (one := seconds(work(size))) < seconds_least and size < MOST:
        size *= FACTOR
    if one < seconds_least:
        return 1.0
    four = work(size * FACTOR)
    return min(seconds(four) for _ in range(2)) / max(one, seconds(work(size)))


def write(root: Path, files: Input, size: int) -> None:
    for name, text in {"codex.toml": "", **files(size)}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
