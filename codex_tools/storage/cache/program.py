"""This program, Python and what is installed → a value that changes when one of them does."""

from __future__ import annotations

import marshal
import os
import sys
from functools import cache
from zlib import crc32

PACKAGE = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))


def current_digest() -> tuple[int, str, int]:
    """Return a value that changes with the code, the schemas, Python and the libraries.

    Files are judged by size and times, so that a checkout that is worked on counts too; libraries
    by the folders that they are installed in.
    """
    shipped = os.path.join(PACKAGE, "schemas")
    folders = [PACKAGE, *_below(PACKAGE)]
    folders += [] if os.path.isdir(shipped) else [os.path.join(PACKAGE, "..", "schemas")]
    code = [stamp for folder in folders for stamp in _stamps(folder)]
    installed = [path for path in sys.path if path.endswith("-packages") and os.path.isdir(path)]
    libraries = [os.stat(folder).st_mtime_ns for folder in installed]
    return crc32(marshal.dumps(code, 2)), sys.version, crc32(marshal.dumps(libraries, 2))


program_digest = cache(current_digest)
"""The same, looked up once, for it looks at every file of this program."""


def _below(folder: str) -> list[str]:
    found = [
        entry.path for entry in os.scandir(folder) if entry.is_dir() and entry.name != "__pycache__"
    ]
    return [*found, *(inner for each in found for inner in _below(each))]


def _stamps(folder: str) -> list[tuple[str, int, int, int]]:
    """Return path, both times and size of the files of code and schemas in a folder.

    A link that leads nowhere is passed over.
    """
    files = (entry for entry in os.scandir(folder) if entry.name.endswith((".py", ".json")))
    found = [(entry.path.removeprefix(PACKAGE), entry) for entry in files if entry.is_file()]
    stamps = ((path, entry.stat()) for path, entry in found)
    return sorted((path, each.st_mtime_ns, each.st_ctime_ns, each.st_size) for path, each in stamps)
