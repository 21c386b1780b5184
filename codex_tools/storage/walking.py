"""A folder → the files below it, with what tells that they have not changed."""

from __future__ import annotations

import os

from codex_tools.storage import marks
from codex_tools.storage.repository import IGNORE_FILE, outer_rules

TYPE_CHECKING = False  # as in typing, which takes long to load
if TYPE_CHECKING:
    from collections.abc import Iterator

    from codex_tools.storage.ignore import Rules

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
"""A file: its path from the root with forward slashes, its stamp where its content counts, and
where it leads if it is a symbolic link to Markdown or a folder; the empty string is nowhere."""

_MARKS = marks.FILES | {IGNORE_FILE}
_STAMPED = marks.READ | {IGNORE_FILE}


def walk(
    root: str,
    include: tuple[str, ...] = (),
    exclude: tuple[str, ...] = (),
    respect_gitignore: bool = True,
    stamps: bool = False,
) -> Iterator[Walked]:
    """Yield the files below ``root``, without descending where nothing is included.

    ``include`` are folders or files (all when empty), ``exclude`` patterns in the manner of
    ``fnmatch``. Folders of installed packages are left out, and with ``respect_gitignore`` what
    git ignores but for folders that are marks, and repositories inside this one. Of hidden folders
    such as ``.github`` only those are left out that tools keep for themselves; what is in the
    others is only there to be linked.
    A folder that cannot be listed is yielded itself, with a slash at its end. Raises OSError when
    the root cannot be.
    """
    stack = [("", outer_rules(os.path.abspath(root)) if respect_gitignore else ())]
    while stack:
        folder, rules = stack.pop()
        prefix = f"{folder}/" if folder else ""
        entries = _entries(root, folder)
        hidden = is_hidden(prefix)
        if entries is None:
            yield from () if hidden else ((prefix, None, None),)
        entries = entries or []
        names = {entry.name for entry in entries} if respect_gitignore else ()
        if folder and ".git" in names:
            continue
        if IGNORE_FILE in names:
            rules = _with_file(root, prefix, rules)
        for entry in entries:
            path, is_folder = prefix + entry.name, entry.is_dir(follow_symlinks=False)
            if (exclude and _fits(path, exclude)) or (rules and _ignores(rules, path, is_folder)):
                continue
            if is_folder and is_looked_into(path) and may_hold(path, include):
                stack.append((path, rules))
            elif hidden and not is_folder:
                yield path, None, None
            elif _counts(entry.name, path, include, is_folder) and (
                found := _walked(entry, path, stamps)
            ):
                yield found


def _counts(name: str, path: str, include: tuple[str, ...], is_folder: bool) -> bool:
    """Tell whether a file is to be yielded, or a folder that is not looked into."""
    if is_folder:
        return name in marks.FOLDERS
    return not include or is_included(path, include) or name in _MARKS


def _with_file(root: str, prefix: str, rules: tuple[Rules, ...]) -> tuple[Rules, ...]:
    """Put what the file of a folder ignores before what is ignored already."""
    from codex_tools.storage.ignore import read_rules  # which most bases need not

    found = read_rules(f"{root}/{prefix}{IGNORE_FILE}", prefix)
    return (found, *rules) if found else rules


def _ignores(rules: tuple[Rules, ...], path: str, is_folder: bool) -> bool:
    """Tell whether git ignores a path. A folder that is a mark counts all the same: many keep what
    an app says of their vault out of git."""
    if is_folder and path.rpartition("/")[2] in marks.FOLDERS:
        return False
    for each in rules:
        judged = each.judge(path, is_folder)
        if judged is not None:
            return judged
    return False


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


def _walked(entry: os.DirEntry[str], path: str, stamps: bool) -> Walked | None:
    """Return what there is to say of a file; ``None`` if it went in this moment."""
    is_markdown = path.endswith(MARKDOWN)
    if entry.is_symlink() and (is_markdown or entry.is_dir()):
        target = os.path.realpath(entry.path)
        return path, None, target if os.path.exists(target) else ""
    if not is_markdown and entry.name not in _STAMPED:
        return path, None, None
    try:
        return path, stamp_of(entry.stat(follow_symlinks=False)) if stamps else None, None
    except FileNotFoundError:
        return None


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
    _, changed, status, _ = stamp.split()
    newest = max(int(changed), int(status))
    if newest <= now - _COARSE:  # as nearly all are
        return False
    coarse = int(changed) % 1_000_000_000 == 0
    return coarse or newest > now - _FINE


def _fits(path: str, patterns: tuple[str, ...]) -> bool:
    from fnmatch import fnmatchcase

    return any(fnmatchcase(path, pattern) for pattern in patterns)


def is_visited(folder: str) -> bool:
    """Tell whether what is in the folder at a path is checked."""
    return not folder.rpartition("/")[2].startswith(".") and is_looked_into(folder)


def is_looked_into(folder: str) -> bool:
    """Tell whether what is in the folder at a path is listed."""
    name = folder.rpartition("/")[2]
    if name in SKIPPED_FOLDERS or (name[:1] == "." and name in marks.OF_TOOLS):
        return False
    return not (name in marks.BACKUP_NAMES and f"/{folder}".endswith(marks.BACKUPS))


def is_hidden(path: str) -> bool:
    """Tell whether a file stands in a hidden folder."""
    at = path.rfind("/")
    return at > 0 and (path[0] == "." or path.find("/.", 0, at) >= 0)


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
