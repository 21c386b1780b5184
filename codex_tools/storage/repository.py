"""A folder → what the repository around it ignores there, said in files that are not below it.

Those are ``.git/info/exclude``, a person's own list for all repositories and, for a folder inside a
repository, the ignore files of the folders above it. The own list is ``core.excludesFile`` of the
person's configuration, else ``git/ignore`` beside that. Git is not run for it, and what a
repository configures is not asked; conditional includes and the configuration of the system are not
read.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # as in typing, which takes long to load
if TYPE_CHECKING:
    from collections.abc import Iterator

    from codex_tools.storage.ignore import Rules

IGNORE_FILE = ".gitignore"
EXCLUDE_FILE = ".git/info/exclude"
"""Where a repository says what to ignore without telling others."""

_LARGEST = 1_000_000
_DEEPEST = 10
"""How many configurations may include each other; git has the same limit."""


def outer_rules(root: str) -> tuple[Rules, ...]:
    """Return what is ignored of the paths below ``root`` (absolute), the deepest file first."""
    folders = _folders_to_top(root)
    if not folders:
        return ()
    found = [_read(f"{each}/{IGNORE_FILE}", _way(each, root)) for each in folders[1:]]
    way = _way(folders[-1], root)
    found += [_read(f"{folders[-1]}/{EXCLUDE_FILE}", way), _read(excludes_file(), way, is_own=True)]
    return tuple(filter(None, found))


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
    if folder == root:
        return ""
    return f"{os.path.relpath(root, folder)}/"


def _read(file: str, above: str, is_own: bool = False) -> Rules | None:
    if not os.path.exists(file):
        return None
    from codex_tools.storage.ignore import read_rules  # which most bases need not

    return read_rules(file, "", above, is_own)


def excludes_file() -> str:
    """Return the path of a person's own list; the empty string where none can be."""
    folder = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    own = os.environ.get("GIT_CONFIG_GLOBAL")
    files = [f"{folder}/git/config", os.path.expanduser("~/.gitconfig")] if own is None else [own]
    named = [path for file in files for path in _named_in(file)]
    path = os.path.expanduser(named[-1]) if named else f"{folder}/git/ignore"
    return path if os.path.isabs(path) else ""


def _named_in(file: str, depth: int = 0) -> Iterator[str]:
    """Yield the values of ``core.excludesFile`` in a file and what it includes, the last counts."""
    if depth == _DEEPEST or not os.path.exists(file):
        return
    from codex_tools.storage.files import read_file

    read = read_file(file, _LARGEST)
    data = read if isinstance(read, bytes) else b""
    small = data.lower()
    if b"excludesfile" not in small and b"include" not in small:  # so it is for most people
        return
    from codex_tools.storage.git_syntax import settings_in

    for key, value in settings_in(data.decode("utf-8", "surrogateescape")):
        if key == "core.excludesfile":
            yield value
        elif key == "include.path":
            path = os.path.join(os.path.dirname(file), os.path.expanduser(value))
            yield from _named_in(path, depth + 1)
