"""Signals that end a process, held back while something is half done."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from types import FrameType

from codex_tools.errors import CodexError

Handler = Callable[[int, FrameType | None], object]

_ENDING = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]


class StoppedError(CodexError):
    """A signal came while something could still be given up."""


@contextlib.contextmanager
def deferred() -> Iterator[list[int]]:
    """Let signals wait, and take effect at the end; gives the list of those that came so far.

    Whoever looks at that list may raise StoppedError, which makes way for the signal.
    """
    came: list[int] = []
    try:
        with _handled(_ENDING, lambda number, _: came.append(number)):
            yield came
    except StoppedError:
        signal.raise_signal(came[0])
        raise
    if came:
        signal.raise_signal(came[0])


@contextlib.contextmanager
def unwinding() -> Iterator[None]:
    """Let the signals that end a process at once end it in order, so that it cleans up."""
    with _handled(_ENDING[1:], _leave):
        yield


def _leave(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)


@contextlib.contextmanager
def _handled(numbers: list[int], handler: Handler) -> Iterator[None]:
    """Handle signals, but those that are ignored; only the main thread can."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in numbers}
    before = {number: each for number, each in before.items() if each not in (signal.SIG_IGN, None)}
    try:
        for number in before:
            signal.signal(number, handler)
        yield
    finally:
        for number, each in before.items():
            signal.signal(number, each)
