"""What a command gives out → a file in one step, or the device, pipe or FIFO that is named."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

from codex_tools.errors import CodexError, EditRefusedError
from codex_tools.storage.leftovers import sweep
from codex_tools.storage.writing.attributes import check_editable, copy_attributes
from codex_tools.storage.writing.signals import unwinding

_SYSTEM = ("/dev/", "/proc/")


def write_output(path: Path, data: bytes) -> None:
    """Write what a command gives out to ``path``, see :func:`output`."""
    with output(path) as stream:
        stream.write(data)


@contextlib.contextmanager
def output(path: Path) -> Iterator[BinaryIO]:
    """Give a stream to a device, pipe or FIFO, or one whose content becomes the file at ``path``.

    A file is replaced when all is written, and keeps what it has besides its content; a link is
    followed. A new file gets the rights that the umask leaves. Raises CodexError when it cannot be
    written.
    """
    try:
        with _stream(path) as stream:
            yield stream
    except (OSError, EditRefusedError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise CodexError(f"{path} cannot be written: {reason}") from error


def _stream(path: Path) -> contextlib.AbstractContextManager[BinaryIO]:
    is_system = str(path.absolute()).startswith(_SYSTEM)
    if is_system or (path.exists() and not stat.S_ISREG(path.stat().st_mode)):
        return _through(path)
    return _replacing(os.path.realpath(path))


@contextlib.contextmanager
def _through(path: Path) -> Iterator[BinaryIO]:
    """A stream to what is there, as a shell has it: nothing is made, and nothing replaced."""
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_NOCTTY", 0))
    with open(descriptor, "wb") as stream:
        yield stream


@contextlib.contextmanager
def _replacing(path: str) -> Iterator[BinaryIO]:
    check_editable(path)
    folder, name = os.path.split(path)
    prefix = f".codex-{crc32(os.fsencode(name)):08x}"
    sweep(folder, prefix)
    temporary = os.path.join(folder, f"{prefix}.{os.getpid()}.tmp")
    is_new = not os.path.lexists(path)
    with unwinding():
        descriptor = os.open(
            temporary,
            os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0),
            0o666 if is_new else 0o600,
        )
        try:
            with open(descriptor, "wb") as stream:
                yield stream
                stream.flush()
                if not is_new:
                    copy_attributes(path, descriptor)
                os.fsync(descriptor)
            os.replace(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise
