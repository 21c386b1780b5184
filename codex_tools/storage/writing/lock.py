"""One process at a time writes into a knowledge base."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from codex_tools.errors import CodexError
from codex_tools.storage.state import state_file
from codex_tools.storage.writing.signals import deferred

PATIENCE = 30.0
"""Seconds to wait for another process at most."""

_PAUSE = 0.03
_SILENCE = 1.0
_held: set[tuple[int, str]] = set()
"""The processes and roots of the locks that are held: this one's, and that it came from."""


def _tell_nobody(_: str) -> None:
    """Keep to oneself that somebody is waited for."""


@contextlib.contextmanager
def lock(root: Path, tell: Callable[[str], object] = _tell_nobody) -> Iterator[None]:
    """Hold the lock of the knowledge base at ``root``; it may be held already by this process.

    ``tell`` is told who is waited for. Raises CodexError when that takes too long.
    """
    key = os.getpid(), os.path.realpath(root)
    if key in _held:
        yield
        return
    own = _Lock(root)
    try:
        own.acquire(tell)
        _held.add(key)
        yield
    finally:
        _held.discard(key)
        own.release()


class _Lock:
    """The lock of a root, from before it is had until after it is given back."""

    def __init__(self, root: Path) -> None:
        self._root, self._path = root, state_file(root, ".lock")
        self._owner, self._descriptor = os.getpid(), -1

    def acquire(self, tell: Callable[[str], object]) -> None:
        """Wait for the lock. Raises CodexError when that takes too long."""
        since, silent = time.monotonic(), True
        while not self._is_acquired():
            waited = time.monotonic() - since
            words = f"{_holder(self._path)} is writing into {self._root}"
            if waited > PATIENCE:
                raise CodexError(f"{words}; run the command again when that is done")
            if silent and waited > _SILENCE:
                silent = False
                tell(f"codex: {words}; waiting …\n")
            time.sleep(_PAUSE)

    def _is_acquired(self) -> bool:
        with deferred():
            descriptor = _attempt(self._path)
            self._descriptor = -1 if descriptor is None else descriptor
        return descriptor is not None

    def release(self) -> None:
        """Give the lock back, if it was had, and not by the process that this one came from."""
        with deferred():
            if self._descriptor < 0 or os.getpid() != self._owner:
                return
            with contextlib.suppress(OSError):
                self._path.unlink()
            os.close(self._descriptor)


def _attempt(path: Path) -> int | None:
    """Return the descriptor of the locked file; ``None`` while somebody else has the lock."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except OSError as error:
        raise CodexError(f"{path} cannot be opened: {error.strerror}") from error
    if _is_locked(descriptor) and _is_at(path, descriptor):
        command = " ".join(["codex", *sys.argv[1:2]])
        with contextlib.suppress(OSError):  # as on a full disk: only a name is lost
            os.ftruncate(descriptor, 0)
            os.write(descriptor, f"`{command}` (process {os.getpid()})".encode())
        return descriptor
    os.close(descriptor)
    return None


def _is_locked(descriptor: int) -> bool:
    """Lock a file, which a process that is forked from this one has no part in."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _is_at(path: Path, descriptor: int) -> bool:
    """Tell whether the locked file is still the one that others see: its last holder deletes it."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except OSError:
        return False


def _holder(path: Path) -> str:
    try:
        name = path.read_bytes()[:200].decode("utf-8", "replace")
    except OSError:
        name = ""
    return name if name.isprintable() and name else "another process"
