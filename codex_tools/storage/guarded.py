"""A root and a name that stands in a base → the bytes of that file, or an error.

Whoever wrote a base chose the names in it. So a file that it names is opened here, and nowhere
else: it stands below the root once all links are followed, is a regular file, and has no more than
so many bytes. What a person names on the command line is opened by the second function, which asks
the last two things alone.
"""

import os
from pathlib import Path
from typing import Any

from codex_tools.errors import CodexError
from codex_tools.model import Problem
from codex_tools.storage.files import GONE, read_file

MAX_CONFIGURATION = 10_000_000
"""Bytes of a configuration or a schema at most."""

MAX_RECORDS = 100_000_000
"""Bytes of a baseline, or of the list of rejected links, at most."""


class GuardedError(CodexError):
    """A file cannot be read, or may not be: the reason, without its name."""


class MissingError(GuardedError):
    """There is no file of that name."""


def place_inside(root: Path, path: Path) -> Path:
    """Return where ``path`` leads, once all links are followed.

    Raises GuardedError where that is not below ``root``: nothing is to be read or written there.
    """
    try:
        real, top = os.path.realpath(path), os.path.realpath(root)
    except ValueError as error:  # a NUL byte
        raise GuardedError("no file can be called so") from error
    if not Path(real).is_relative_to(top):
        raise GuardedError(f"it leads out of {root}")
    return Path(real)


def read_inside(root: Path, path: Path, max_size: int) -> bytes:
    """Return the bytes of a file that a base names. Raises GuardedError, see the module."""
    return read_regular(place_inside(root, path), max_size)


def read_regular(path: Path, max_size: int) -> bytes:
    """Return the bytes of a file that a person names, as :func:`read_inside` does."""
    try:
        data = read_file(path, max_size)
    except ValueError as error:
        raise GuardedError("no file can be called so") from error
    if isinstance(data, Problem):
        if not os.path.lexists(path):
            raise MissingError("there is no such file")
        if data == GONE:
            raise GuardedError("it is a symbolic link that leads to nothing")
        raise GuardedError(data.message)
    return data


def read_record(path: Path, max_size: int, root: Path | None = None) -> bytes | None:
    """Return the bytes of a file that is kept for a base, ``None`` only where there is none.

    It has to be below ``root``, if that is given. Raises CodexError where there is something that
    cannot be read, so that nobody takes that for nothing.
    """
    try:
        if root is not None:
            place_inside(root, path)
        path.lstat()
        return read_regular(path, max_size)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise CodexError(f"{path} cannot be read: {error.strerror}") from error
    except GuardedError as error:
        raise CodexError(f"{path} cannot be read: {error}") from error


def parse_json(data: bytes) -> Any:
    """Return the value of a JSON text. Raises ValueError for what is none or is nested too deeply.

    So it is for a number of thousands of digits, which Python refuses to read.
    """
    import json

    try:
        return json.loads(data)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
