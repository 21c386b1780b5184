"""A folder of the user → files with checksums, written in one step and read part by part.

The files are plain data, no code, but whoever can write them decides what codex says. So the folder
is the user's own and nobody else's; where there is none, nothing is kept.
"""

from __future__ import annotations

import marshal
import os
import sys
from itertools import islice
from stat import S_ISDIR
from zlib import crc32

TYPE_CHECKING = False  # as in typing, which takes long to load
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

NOTES, VALIDATIONS, RESULTS = "notes", "verdicts", "results"
ANSWERS = "answers"
CLAIMS, SOURCES = "claims", "sources"
FEATURES, DESCRIPTIONS = "features", "descriptions"
MATCHES, CONSEQUENCES, ADDITIONS = "matches", "consequences", "additions"
COMMITS, VERSIONS = "commits", "versions"
"""The folders: a file of each for each knowledge base, but of results for each command line."""

MAX_BASES = 16
"""Of how many knowledge bases something is kept; the oldest is deleted first."""

_MAGIC = b"codex\x03\r\n"
_BATCH = 1_000
_NUMBER = 4
"""Bytes of the length and of the checksum that stand before each part of a file."""


def cache_folder() -> str:
    """Return the folder of this user's caches on this platform; ``XDG_CACHE_HOME`` overrides it.

    The empty string stands for none: the home of the user is not known, or no absolute path.
    """
    if sys.platform == "win32" and os.environ.get("LOCALAPPDATA"):
        folder = os.path.join(os.environ["LOCALAPPDATA"], "codex-tools", "Cache")
    else:
        below = "Library/Caches" if sys.platform == "darwin" else ".cache"
        home = os.path.expanduser("~") if os.environ.get("HOME") != "" else ""
        folder = os.path.join(home, below, "codex-tools")
    if os.path.isabs(own := os.environ.get("XDG_CACHE_HOME", "")):
        folder = os.path.join(own, "codex-tools")
    return folder if os.path.isabs(folder) else ""


def _is_own(folder: str) -> bool:
    """Tell whether a folder is there, belongs to this user, and is open to nobody else.

    One that came with a checkout never is: git keeps no such permissions.
    """
    try:
        status = os.lstat(folder)
    except OSError:
        return False
    if os.name == "nt":
        return S_ISDIR(status.st_mode)
    is_private = S_ISDIR(status.st_mode) and not status.st_mode & 0o077
    return is_private and status.st_uid == os.geteuid()


def _make_own(folder: str) -> bool:
    """Make a folder that is this user's own; what is in one that was open to others is deleted."""
    os.makedirs(folder, mode=0o700, exist_ok=True)
    if _is_own(folder):
        return True
    if os.path.islink(folder) or os.stat(folder).st_uid != os.geteuid():
        return False
    for entry in files():
        os.unlink(entry.path)
    os.chmod(folder, 0o700)
    return _is_own(folder)


def file_for(what: str, root: str) -> str:
    """Return the file that keeps something of what is at ``root``, mostly a knowledge base."""
    name = f"{crc32(os.fsencode(root)):08x}-{os.path.basename(root) or 'root'}"
    return os.path.join(cache_folder(), what, name)


def read(path: str) -> Iterator[bytes]:
    """Yield the parts that :func:`write` wrote, up to the first that is not whole."""
    if not _is_own(cache_folder()):
        return
    try:
        with open(path, "rb") as stream:
            most = os.fstat(stream.fileno()).st_size
            if stream.read(len(_MAGIC)) != _MAGIC:
                return
            while len(head := stream.read(2 * _NUMBER)) == 2 * _NUMBER:
                size, checksum = int.from_bytes(head[:_NUMBER]), int.from_bytes(head[_NUMBER:])
                part = stream.read(size) if size <= most else b""
                if len(part) != size or crc32(part) != checksum:
                    return
                yield part
    except OSError:
        return


def write(path: str, parts: Iterable[bytes]) -> None:
    """Write a file of the cache in one step, part by part as they are made.

    Nothing happens where it cannot be written, or where making a part raises ValueError. Two
    processes that write the same file at once leave one of the two, whole.
    """
    from codex_tools.storage.leftovers import sweep

    temporary = f"{path}.{os.getpid()}.tmp"
    folder = cache_folder()
    try:
        if not folder or not _make_own(folder):
            return
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        sweep(os.path.dirname(path))
        with open(temporary, "wb") as stream:
            stream.write(_MAGIC)
            for part in parts:
                stream.write(len(part).to_bytes(_NUMBER) + crc32(part).to_bytes(_NUMBER))
                stream.write(part)
        os.replace(temporary, path)
    except (OSError, ValueError):
        remove(temporary)


def marshalled(items: Iterable[object], version: int = marshal.version) -> Iterator[bytes]:
    """Yield lists of a thousand items written by ``marshal``: parts that need little room."""
    return (marshal.dumps(batch, version) for batch in batches(items))


def batches(items: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield lists of a thousand items."""
    left = iter(items)
    while batch := list(islice(left, _BATCH)):
        yield batch


def remove(path: str) -> bool:
    """Delete a file, if it is there and may be deleted."""
    try:
        os.unlink(path)
    except OSError:
        return False
    return True


def files(what: str = "") -> Iterator[os.DirEntry[str]]:
    """Yield the files of the cache, of a kind or all; those of the git history are among them."""
    stack = [os.path.join(folder, what)] if (folder := cache_folder()) else []
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


def evict(what: str, limit: int) -> None:
    """Delete the oldest files of a kind, so that no more than ``limit`` are left."""
    for entry in sorted(files(what), key=_age)[:-limit]:
        remove(entry.path)


def _age(entry: os.DirEntry[str]) -> int:
    """Return when a file of the cache was written, in ns; 0 for one that has just gone."""
    try:
        return entry.stat(follow_symlinks=False).st_mtime_ns
    except OSError:
        return 0
