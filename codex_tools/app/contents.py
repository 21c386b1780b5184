"""A path → the bytes of its file, or why there are none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from codex_tools.errors import EditRefusedError
from codex_tools.model import Problem
from codex_tools.settings import Settings
from codex_tools.storage.files import read_file

Changed = Mapping[str, bytes]
"""New contents of files by path, which are read in the place of those on disk."""

UNCHANGED: Changed = MappingProxyType({})


def reader(settings: Settings, changed: Changed = UNCHANGED) -> Callable[[str], bytes]:
    """Return a function that gives the bytes of a file by its path; none for one that is gone."""
    content = contents(settings, changed)

    def read(path: str) -> bytes:
        found = content(path)
        return b"" if isinstance(found, Problem) else found

    return read


def reader_for_edits(settings: Settings) -> Callable[[str], bytes]:
    """Return a function that gives the bytes of a file by its path.

    It raises EditRefusedError for a file that cannot be read, so that nobody takes it for empty.
    """
    content = contents(settings)

    def read(path: str) -> bytes:
        found = content(path)
        if isinstance(found, Problem):
            raise EditRefusedError(found.message)
        return found

    return if_editable(settings, read)


def if_editable(settings: Settings, read: Callable[[str], bytes]) -> Callable[[str], bytes]:
    """Return ``read``, but for files that an edit would not leave what they are otherwise.

    It raises EditRefusedError for those: read-only files, hard links and such.
    """
    from codex_tools.storage.writing.attributes import check_editable

    def checked(path: str) -> bytes:
        check_editable(f"{settings.root}/{path}")
        return read(path)

    return checked


def contents(settings: Settings, changed: Changed = UNCHANGED) -> Callable[[str], bytes | Problem]:
    """Return a function that gives the content of a file, or why there is none."""
    root, limit = str(settings.root), settings.max_file_size

    def content(path: str) -> bytes | Problem:
        data = changed.get(path)
        return read_file(f"{root}/{path}", limit) if data is None else data

    return content
