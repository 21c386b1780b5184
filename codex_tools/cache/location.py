"""Where the cache lies, and how its files are written."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from zlib import crc32

DOCUMENTS, RESULTS = "documents", "results"
"""The folders: a file for each knowledge base, and a file for each command line."""

_MAGIC = b"codex\x01\r\n"


def cache_folder() -> str:
    """Return the folder of this user's caches on this platform; ``XDG_CACHE_HOME`` goes first."""
    if os.environ.get("XDG_CACHE_HOME"):
        return os.path.join(os.environ["XDG_CACHE_HOME"], "codex-tools")
    if sys.platform == "win32" and os.environ.get("LOCALAPPDATA"):
        return os.path.join(os.environ["LOCALAPPDATA"], "codex-tools", "Cache")
    folder = "Library/Caches" if sys.platform == "darwin" else ".cache"
    return os.path.join(os.path.expanduser("~"), folder, "codex-tools")


def read(path: str) -> bytes | None:
    """Return what :func:`write` wrote; ``None`` where there is nothing whole."""
    try:
        with open(path, "rb") as stream:
            data = stream.read()
    except OSError:
        return None
    head, content = data[: len(_MAGIC) + 4], data[len(_MAGIC) + 4 :]
    return content if head == _MAGIC + crc32(content).to_bytes(4) else None


def write(path: str, content: bytes) -> None:
    """Write a file of the cache in one step; nothing happens where that is not possible.

    Two processes that write the same file at once leave one of the two, whole.
    """
    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(temporary, "wb") as stream:
            stream.write(_MAGIC + crc32(content).to_bytes(4))
            stream.write(content)
        os.replace(temporary, path)
    except OSError:
        remove(temporary)


def remove(path: str) -> bool:
    """Delete a file, if it is there and may be deleted."""
    try:
        os.unlink(path)
    except OSError:
        return False
    return True


def files() -> Iterator[os.DirEntry[str]]:
    """Yield the files of the cache, those of the git history included."""
    stack = [cache_folder()]
    while stack:
        try:
            entries = list(os.scandir(stack.pop()))
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                stack.append(entry.path)
            else:
                yield entry


def kind(path: str) -> str:
    """Return what a file of the cache holds, which is the name of its folder."""
    return os.path.relpath(path, cache_folder()).split(os.sep)[0]


def forget(what: str, most: int) -> None:
    """Keep no more than so many files of a kind; those that were written first go first."""
    entries = [each for each in files() if kind(each.path) == what]
    for entry in sorted(entries, key=_age)[:-most]:
        remove(entry.path)


def _age(entry: os.DirEntry[str]) -> int:
    """Return when a file of the cache was written, in ns; 0 for one that has just gone."""
    try:
        return entry.stat(follow_symlinks=False).st_mtime_ns
    except OSError:
        return 0
