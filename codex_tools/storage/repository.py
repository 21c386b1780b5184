"""A folder → what the repository around it ignores there, said in files that are not below it.

Those are ``.git/info/exclude`` and, for a folder inside a repository, the ignore files of the
folders above it. A person's own list for all repositories is not read.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # as in typing, which takes long to load
if TYPE_CHECKING:
    from codex_tools.storage.ignore import Rules

IGNORE_FILE = ".gitignore"
EXCLUDE_FILE = ".git/info/exclude"
"""Where a repository says what to ignore without telling others."""


def outer_rules(root: str) -> tuple[Rules, ...]:
    """Return what is ignored of the paths below ``root`` (absolute), the deepest file first."""
    above = _folders_to_top(root)
    if not above:
        return ()
    files = [f"{folder}/{IGNORE_FILE}" for folder in above[1:]] + [f"{above[-1]}/{EXCLUDE_FILE}"]
    folders = [*above[1:], above[-1]]
    return tuple(filter(None, map(_read, files, (_way(each, root) for each in folders))))


def _folders_to_top(root: str) -> list[str]:
    """Return ``root`` and the folders above it up to that of the repository; none without one."""
    folders = [root]
    while not os.path.lexists(f"{folders[-1]}/.git"):
        above = os.path.dirname(folders[-1])
        if above == folders[-1]:
            return []
        folders.append(above)
    return folders


def _way(folder: str, root: str) -> str:
    """Return the path from a folder to ``root``, with a slash at its end; empty for the same."""
    way = os.path.relpath(root, folder)
    return "" if way == "." else f"{way}/"


def _read(file: str, above: str) -> Rules | None:
    if not os.path.exists(file):
        return None
    from codex_tools.storage.ignore import read_rules  # which most bases need not

    return read_rules(file, "", above)
