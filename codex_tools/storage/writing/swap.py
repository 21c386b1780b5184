"""Two files exchanged in one step, and a file moved to where nothing is."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctypes import _NamedFuncPointer

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_SIDE = ".old"


def swap(one: str, other: str) -> None:
    """Let two files change places: each is there, under one name or the other, at any moment.

    Nothing that somebody saves at ``other`` meanwhile is lost: it is at ``one`` afterwards. Where
    the system has no such call, that holds for what is saved before the last moment.
    """
    if not _exchanged(one, other):
        _copy_name(other, one + _SIDE)
        os.replace(one, other)
        os.rename(one + _SIDE, one)


def settle(one: str) -> None:
    """Finish a :func:`swap` that was killed: what was exchanged is at ``one``, or nothing was."""
    side = one + _SIDE
    if not os.path.lexists(side):
        return
    if os.path.lexists(one):
        os.unlink(side)
    else:
        os.rename(side, one)


def _exchanged(one: str, other: str) -> bool:
    call = _renameat2()
    if call is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    if call(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0:
        return True
    import ctypes

    number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP):
        return False
    raise OSError(number, os.strerror(number), other)


def is_being_written(path: str) -> bool:
    """Tell whether a process has a file open for writing, where the system can tell.

    Linux gives a lease for reading only while nobody has, see F_SETLEASE in fcntl(2).
    """
    try:
        import fcntl

        lease = fcntl.F_SETLEASE
    except (ImportError, AttributeError):
        return False
    descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.fcntl(descriptor, lease, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, lease, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    finally:
        os.close(descriptor)
    return False


@cache
def _renameat2() -> _NamedFuncPointer | None:
    """The call of Linux, see renameat2(2); ``None`` elsewhere."""
    import sys

    if not sys.platform.startswith("linux"):
        return None
    import ctypes

    return getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)


def _copy_name(path: str, side: str) -> None:
    """Give a file a second name, or make a copy where file systems have one name for each."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(side)
    try:
        os.link(path, side, follow_symlinks=False)
    except (OSError, NotImplementedError):
        import shutil

        shutil.copy2(path, side, follow_symlinks=False)


def move(old: str, new: str) -> None:
    """Move a file or a folder to where nothing is. Raises FileExistsError where something is.

    The place of a file is taken first, so that nothing that appears there meanwhile is replaced.
    """
    if is_same(old, new):  # under another case
        os.rename(old, new)
    elif os.path.isdir(old) and not os.path.islink(old):
        if os.path.lexists(new):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), new)
        os.rename(old, new)
    else:
        os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            os.replace(old, new)
        except BaseException:
            drop_placeholder(new)
            raise


def drop_placeholder(path: str) -> None:
    """Delete the empty file that :func:`move` takes a place with, if it is there."""
    with contextlib.suppress(OSError):
        status = os.lstat(path)
        if stat.S_ISREG(status.st_mode) and not status.st_size:
            os.unlink(path)


def is_same(old: str, new: str) -> bool:
    """Tell whether two paths that differ in case only are one file here."""
    if old.casefold() != new.casefold():
        return False
    try:
        return os.path.samestat(os.lstat(old), os.lstat(new))
    except OSError:
        return False
