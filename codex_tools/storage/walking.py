"""A folder → the files below it, with what tells that they have not changed."""

from __future__ import annotations

import os
from collections.abc import Iterator

MARKDOWN = (".md", ".markdown")
SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})

_FINE = 50_000_000
_COARSE = 2_000_000_000
"""Nanoseconds in which a file may change twice and show the same time: of a file system that
counts in ticks of the system, and of one that counts in seconds."""

Stamp = str
"""Size in bytes, times of the last change of content and of status in ns, and inode, as one text:
there is one for each file, and four numbers take twice the room."""


Walked = tuple[str, Stamp | None, str | None]
"""A file: its path from the root with forward slashes, its stamp where it is Markdown, and where
it leads if it is a symbolic link to Markdown; the empty string is nowhere."""


def walk(
    root: str, include: tuple[str, ...] = (), exclude: tuple[str, ...] = (), stamps: bool = False
) -> Iterator[Walked]:
    """Yield the files below ``root``, without descending where nothing is included.

    ``include`` are folders or files (all when empty), ``exclude`` patterns in the manner of
    ``fnmatch``. Hidden folders and folders of installed packages are left out. A folder that cannot
    be listed is yielded itself, with a slash at its end. Raises OSError when the root cannot be.
    """
    stack = [""]
    while stack:
        folder = stack.pop()
        prefix = f"{folder}/" if folder else ""
        entries = _entries(root, folder)
        if entries is None:
            yield prefix, None, None
        for entry in entries or ():
            path = prefix + entry.name
            if exclude and _fits(path, exclude):
                continue
            if entry.is_dir(follow_symlinks=False):
                if is_visited(entry.name) and may_hold(path, include):
                    stack.append(path)
            elif not include or is_included(path, include):
                try:
                    yield _walked(entry, path, stamps)
                except FileNotFoundError:  # it went in this moment
                    continue


def _entries(root: str, folder: str) -> list[os.DirEntry[str]] | None:
    try:
        return list(os.scandir(f"{root}/{folder}"))
    except FileNotFoundError:  # it went in this moment
        if folder:
            return []
        raise
    except OSError:
        if folder:
            return None
        raise


def _walked(entry: os.DirEntry[str], path: str, stamps: bool) -> Walked:
    if not path.endswith(MARKDOWN):
        return path, None, None
    if entry.is_symlink():
        target = os.path.realpath(entry.path)
        return path, None, target if os.path.exists(target) else ""
    return path, stamp_of(entry.stat(follow_symlinks=False)) if stamps else None, None


def stamp_of(status: os.stat_result) -> Stamp:
    """Return the stamp that a file has now."""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def stamp_at(path: str) -> Stamp | None:
    """Return the stamp of a file; ``None`` where there is none. A folder has only its inode."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return f"0 0 0 {status.st_ino}" if os.path.isdir(path) else stamp_of(status)


def is_racy(stamp: Stamp, now: int) -> bool:
    """Tell whether a file that is read after ``now`` (ns) may change and keep its stamp.

    That is so where its last change is as old as the clock of its file system is coarse, see
    "racy git" in the documentation of git.
    """
    _, changed, status, _ = map(int, stamp.split())
    coarse = changed % 1_000_000_000 == 0
    return max(changed, status) > now - (_COARSE if coarse else _FINE)


def _fits(path: str, patterns: tuple[str, ...]) -> bool:
    from fnmatch import fnmatchcase

    return any(fnmatchcase(path, pattern) for pattern in patterns)


def is_visited(name: str) -> bool:
    """Tell whether a folder of this name is looked into."""
    return not name.startswith(".") and name not in SKIPPED_FOLDERS


def is_included(path: str, include: tuple[str, ...]) -> bool:
    """Tell whether a path is one of ``include`` or below one."""
    return any(path == name or path.startswith(f"{name}/") for name in include)


def may_hold(folder: str, include: tuple[str, ...]) -> bool:
    """Tell whether something in ``folder`` may be included."""
    return (
        not include
        or is_included(folder, include)
        or any(name.startswith(f"{folder}/") for name in include)
    )
