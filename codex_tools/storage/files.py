"""Paths → a listing, the bytes of a file, or a file that is written whole or not at all."""

import contextlib
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO, NamedTuple

from codex_tools.errors import CodexError
from codex_tools.model import Problem
from codex_tools.storage.walking import MARKDOWN, Walked, is_included, is_visited, walk


class Listing(NamedTuple):
    """What stands below a root: Markdown files to read, and all other files a link may point to,
    other names of the former among them.

    All paths are relative to the root, with forward slashes, sorted. ``linked`` are pairs of a
    symbolic link and the folder in the base that it leads to. ``problems`` are Markdown
    files that are not to be read, with the reason. ``walked`` is what was found, with stamps where
    they were asked for, and ``listed_at`` when that began, in ns.
    """

    markdown: tuple[str, ...]
    others: frozenset[str]
    problems: tuple[tuple[str, Problem], ...] = ()
    walked: tuple[Walked, ...] = ()
    listed_at: int = 0
    linked: tuple[tuple[str, str], ...] = ()


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
    markdown: list[str] = []
    others: list[str] = []
    problems: list[tuple[str, Problem]] = []
    linked: list[tuple[str, str]] = []
    for path, _, target in walked:
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
    return Listing(*found, ordered, walked, now, tuple(sorted(linked)))


def _inside(root: Path, target: str) -> str:
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
    visited = all(map(is_visited, parts[:-1])) and path.endswith(MARKDOWN)
    return visited and not excluded and (not included or is_included(path, included))


def _judge_symlink(root: Path, target: str) -> Problem | None:
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
    except OSError as error:
        return Problem("unreadable-file", None, f"the file cannot be read: {error.strerror}")
    try:
        status = os.fstat(descriptor)
        if not S_ISREG(status.st_mode):
            return Problem("unreadable-file", None, "it is a pipe or a device and no file")
        if status.st_size > max_size:
            return _too_large(status.st_size, max_size)
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


def _too_large(size: int, limit: int) -> Problem:
    message = f"the file has {size / 1e6:.1f} MB, more than the {limit / 1e6:.1f} MB that are read"
    hint = "move the data out of the Markdown file, or raise `max-file-size`"
    return Problem("file-too-large", None, message, hint)


def write_atomically(path: Path, data: bytes) -> None:
    """Replace the content of a file in one step, keeping its permissions.

    An interruption at any moment leaves the old file or the new one, whole. Raises CodexError when
    the file cannot be written.
    """
    with replacing(path) as stream:
        stream.write(data)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a stream whose content takes the place of the file at ``path`` when all is written.

    A new file gets the permissions that the umask leaves. Raises CodexError when the file cannot
    be written.
    """
    import tempfile

    path = Path(os.path.realpath(path))
    try:
        descriptor, name = tempfile.mkstemp(prefix=".codex-", suffix=".tmp", dir=path.parent)
    except OSError as error:
        raise CodexError(f"{path} cannot be written: {error.strerror}") from error
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_mode(path))
        temporary.replace(path)
    except OSError as error:
        raise CodexError(f"{path} cannot be written: {error.strerror}") from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _mode(path: Path) -> int:
    """The permissions of an existing file, or those of a new one."""
    try:
        return path.stat().st_mode & 0o7777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def write_together(
    root: Path,
    contents: Mapping[str, tuple[bytes, bytes]],
    move: tuple[str, str] | None = None,
) -> None:
    """Move a file below ``root`` and give files other contents: all of it, or nothing.

    ``contents`` maps paths, as they are after the move, to what is there before and after. ``move``
    is the old and the new path. When something cannot be done, or the run is interrupted, what was
    done is put back, and CodexError is raised; that is so too when there is a file at the new path.
    """
    with contextlib.ExitStack() as undo:
        if move is not None:
            folder = Path(move[1]).parent
            if Path(os.path.realpath(root / folder)) != Path(os.path.realpath(root)) / folder:
                raise CodexError(f"{folder} is a symbolic link to elsewhere, so nothing is renamed")
            _move(root / move[0], root / move[1], undo)
        for path, (before, after) in contents.items():
            check_unchanged(root / path, before)
            write_atomically(root / path, after)
            undo.callback(write_atomically, root / path, before)
        undo.pop_all()


def check_unchanged(path: Path, before: bytes) -> None:
    """Raise CodexError when a file does not hold these bytes any more."""
    if read_file(path, len(before)) != before:
        raise CodexError(f"{path} changed while it was worked on; run the command again")


def _move(old: Path, new: Path, undo: contextlib.ExitStack) -> None:
    if old == new:
        return
    only_case = str(old).casefold() == str(new).casefold()
    try:
        if os.path.lexists(new) and not (only_case and new.samefile(old)):
            raise CodexError(f"{new} is there already, so nothing is renamed")
        for folder in reversed([each for each in new.parents if not each.exists()]):
            folder.mkdir()
            undo.callback(folder.rmdir)
        old.replace(new)
    except OSError as error:
        raise CodexError(f"{old} cannot be renamed to {new}: {error.strerror}") from error
    undo.callback(new.replace, old)
