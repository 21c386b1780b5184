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

PATIENCE = 30.0
"""Seconds to wait for another process at most."""

_PAUSE = 0.03
_SILENCE = 1.0
_held: dict[tuple[int, str], int] = {}
"""How many times this process holds the lock of a root."""


def _tell_nobody(_: str) -> None:
    """Keep to oneself that somebody is waited for."""


@contextlib.contextmanager
def lock(root: Path, tell: Callable[[str], object] = _tell_nobody) -> Iterator[None]:
    """Hold the lock of the knowledge base at ``root``; it may be held already by this process.

    ``tell`` is told who is waited for. Raises CodexError when that takes too long.
    """
    key = os.getpid(), os.path.realpath(root)
    if _held.get(key):
        yield
        return
    path = state_file(root, ".lock")
    descriptor = _acquired(path, root, tell)
    _held[key] = 1
    try:
        yield
    finally:
        del _held[key]
        if os.getpid() == key[0]:  # and not a process that was forked meanwhile
            with contextlib.suppress(OSError):
                path.unlink()
        os.close(descriptor)


def _acquired(path: Path, root: Path, tell: Callable[[str], object]) -> int:
    since, silent = time.monotonic(), True
    while (descriptor := _attempt(path)) is None:
        waited = time.monotonic() - since
        words = f"{_holder(path)} is writing into {root}"
        if waited > PATIENCE:
            raise CodexError(f"{words}; run the command again when that is done")
        if silent and waited > _SILENCE:
            silent = False
            tell(f"codex: {words}; waiting …\n")
        time.sleep(_PAUSE)
    return descriptor


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
