"""This program, Python and what is installed → a value that changes when one of them does."""

from __future__ import annotations

import marshal
import os
import sys
from zlib import crc32

PACKAGE = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))


def current_digest() -> tuple[int, str, int]:
    """Return a value that changes with the code, its data, Python and the libraries.

    Files are judged by size and times, so that a checkout that is worked on counts too; libraries
    by the folders that they are installed in.
    """
    shipped = os.path.join(PACKAGE, "schemas")
    code = _stamps(PACKAGE)
    if not os.path.isdir(shipped):
        code += _stamps(os.path.join(PACKAGE, "..", "schemas"))
    installed = [path for path in sys.path if path.endswith("-packages") and os.path.isdir(path)]
    libraries = [os.stat(folder).st_mtime_ns for folder in installed]
    return crc32(marshal.dumps(code, 2)), sys.version, crc32(marshal.dumps(libraries, 2))


_KNOWN: list[tuple[int, str, int]] = []


def program_digest() -> tuple[int, str, int]:
    """Return the same, looked up once, for it looks at every file of this program."""
    if not _KNOWN:
        _KNOWN.append(current_digest())
    return _KNOWN[0]


def _stamps(folder: str) -> list[tuple[str, int, int, int]]:
    """Return path, both times and size of the files of code and schemas below a folder.

    A link that leads nowhere is passed over.
    """
    files: list[os.DirEntry[str]] = []
    folders = [folder]
    while folders:
        for entry in os.scandir(folders.pop()):
            if entry.name.endswith((".py", ".json", ".toml")):
                files += [entry] if entry.is_file() else []
            elif entry.name != "__pycache__" and entry.is_dir():
                folders.append(entry.path)
    stamps = ((entry.path.removeprefix(PACKAGE), entry.stat()) for entry in files)
    return sorted((path, each.st_mtime_ns, each.st_ctime_ns, each.st_size) for path, each in stamps)
