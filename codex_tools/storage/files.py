"""Paths → a listing, or the bytes of a file; what writes files is in the folder beside."""

import os
import time
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from codex_tools.errors import CodexError
from codex_tools.model import Problem
from codex_tools.storage.walking import MARKDOWN, Walked, is_hidden, is_included, is_visited, walk

GONE = Problem("unreadable-file", None, "the file is not there any more")
"""What keeps a file from being read that went since it was listed."""


class Listing(NamedTuple):
    """What stands below a root: Markdown files to read, and all other files a link may point to,
    other names of the former among them.

    All paths are relative to the root, with forward slashes, sorted. ``linked`` are pairs of a
    symbolic link and the folder in the base that it leads to. ``problems`` are Markdown
    files that are not to be read, with the reason. ``hidden`` are files in hidden folders, which
    are no part of the base, but may be linked. ``walked`` is what was found, with stamps where
    they were asked for, and ``listed_at`` when that began, in ns.
    """

    markdown: tuple[str, ...]
    others: frozenset[str]
    problems: tuple[tuple[str, Problem], ...] = ()
    walked: tuple[Walked, ...] = ()
    listed_at: int = 0
    linked: tuple[tuple[str, str], ...] = ()
    hidden: frozenset[str] = frozenset()


def list_files(
    root: Path,
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    respect_gitignore: bool = True,
    stamps: bool = False,
) -> Listing:
    """List the files below ``root``, as :func:`~codex_tools.storage.walking.walk` does.

    Raises CodexError when the root cannot be listed.
    """
    now = time.time_ns()
    try:
        walked = tuple(walk(str(root), tuple(include), tuple(exclude), respect_gitignore, stamps))
    except OSError as error:
        raise CodexError(f"{root} cannot be listed: {error.strerror}") from error
    return listing_of(root, walked, now)


def listing_of(root: str | Path, walked: tuple[Walked, ...], listed_at: int) -> Listing:
    """Return what a walk over the files below ``root`` found, which began at ``listed_at``."""
    markdown: list[str] = []
    others: list[str] = []
    problems: list[tuple[str, Problem]] = []
    linked: list[tuple[str, str]] = []
    dotted = (path for path, _, _ in walked if "/." in path or path[:1] == ".")
    hidden = frozenset(filter(is_hidden, dotted))
    for path, _, target in walked:
        if path in hidden:
            continue
        if path.endswith("/"):
            words = "the folder cannot be listed, so nothing in it is checked"
            problems.append((path, Problem("unreadable-file", None, words)))
        elif not path.endswith(MARKDOWN):
            others.append(path)
            if target and (folder := _inside(root, target)):
                linked.append((path, folder))
        elif target is None:
            markdown.append(path)
        elif (problem := _judge_symlink(root, target)) is not None:
            problems.append((path, problem))
        else:
            others.append(path)
    ordered = tuple(sorted(problems))
    found = tuple(sorted(markdown)), frozenset(others)
    return Listing(*found, ordered, walked, listed_at, tuple(sorted(linked)), hidden)


def _inside(root: str | Path, target: str) -> str:
    """Return a path as it is from the root; the empty string where it is not below that."""
    real = os.path.realpath(root)
    return os.path.relpath(target, real).replace(os.sep, "/") if _is_below(target, real) else ""


def _is_below(path: str, folder: str) -> bool:
    return Path(path).is_relative_to(folder) and path != folder


def is_listed(path: str, include: Iterable[str] = (), exclude: Iterable[str] = ()) -> bool:
    """Tell whether :func:`list_files` lists a Markdown file at ``path``, if there is one."""
    parts, included, patterns = path.split("/"), tuple(include), tuple(exclude)
    above = ["/".join(parts[: depth + 1]) for depth in range(len(parts))]
    excluded = any(fnmatchcase(each, pattern) for each in above for pattern in patterns)
    visited = all(map(is_visited, above[:-1])) and path.endswith(MARKDOWN)
    return visited and not excluded and (not included or is_included(path, included))


def _judge_symlink(root: str | Path, target: str) -> Problem | None:
    """A link to a file of the knowledge base is another name for it; any other is a problem."""
    if not target:
        return Problem("unreadable-file", None, "the symbolic link points to nothing")
    if not Path(target).is_relative_to(os.path.realpath(root)):
        message = "the symbolic link leads out of the knowledge base, so its target is not read"
        return Problem("symlink-escapes", None, message, "copy the file into the knowledge base")
    return None


def read_file(path: str | Path, max_size: int) -> bytes | Problem:
    """Return the bytes of a file, or the Problem that keeps it from being read.

    ``max_size`` is in bytes; a larger file is not read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return GONE
    except OSError as error:
        return Problem("unreadable-file", None, f"the file cannot be read: {error.strerror}")
    try:
        status = os.fstat(descriptor)
        if not S_ISREG(status.st_mode):
            return Problem("unreadable-file", None, "it is a pipe or a device and no file")
        if status.st_size > max_size:
            return too_large(status.st_size, max_size)
        return _read_all(descriptor, status.st_size)
    except OSError as error:
        return Problem("unreadable-file", None, f"the file cannot be read: {error.strerror}")
    finally:
        os.close(descriptor)


def _read_all(descriptor: int, size: int) -> bytes:
    data = os.read(descriptor, size + 1)
    if size and len(data) == size:
        return data
    while chunk := os.read(descriptor, 65_536):
        data += chunk
    return data


def too_large(size: int, limit: int) -> Problem:
    """Return what keeps a file of ``size`` bytes from being read where ``limit`` are."""
    message = f"the file has {size / 1e6:.1f} MB, more than the {limit / 1e6:.1f} MB that are read"
    hint = "move the data out of the Markdown file, or raise `max-file-size`"
    return Problem("file-too-large", None, message, hint)
