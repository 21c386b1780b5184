"""The user's own folder for what has to outlive a run: locks and journals of knowledge bases."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from codex_tools.errors import CodexError

try:
    from _blake2 import blake2b  # what hashlib has, which takes longer to load
except ImportError:
    from hashlib import blake2b

_NAME = "codex-tools"
_PRIVATE = 0o700
_TEMPORARY = "/tmp"


def state_file(root: Path, ending: str) -> Path:
    """Return the path of a file about the knowledge base at ``root``; its folder is there then.

    Raises CodexError where no folder can be had that is this user's alone.
    """
    for folder in _candidates():
        if _is_made(folder) and _is_own(folder):
            return folder / (_key(root) + ending)
    named = ", ".join(map(str, _candidates()))
    raise CodexError(f"no folder of your own can be had for the journal of writes: tried {named}")


def find_state_file(root: Path, ending: str) -> Path | None:
    """Return the path of such a file if it is there, and make nothing."""
    for folder in _candidates():
        path = folder / (_key(root) + ending)
        if os.path.lexists(path) and _is_own(folder):
            return path
    return None


def _candidates() -> Iterator[Path]:
    """Yield the folders that it may be, best first. Those that are not absolute are none."""
    if own := os.environ.get("XDG_STATE_HOME"):
        found = Path(own, _NAME)
    elif sys.platform == "win32":
        found = Path(os.environ.get("LOCALAPPDATA", ""), _NAME, "State")
    else:
        below = "Library/Application Support" if sys.platform == "darwin" else ".local/state"
        found = Path(os.path.expanduser("~"), below, _NAME)  # noqa: PTH111 - raises nothing
    if found.is_absolute():
        yield found
    user = os.getuid() if sys.platform != "win32" else 0
    yield Path(os.environ.get("TMPDIR") or _TEMPORARY, f"{_NAME}-{user}")


def _key(root: Path) -> str:
    return blake2b(os.fsencode(os.path.realpath(root)), digest_size=16).hexdigest()


def _is_made(folder: Path) -> bool:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(_PRIVATE, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK | os.X_OK)


def _is_own(folder: Path) -> bool:
    """Tell whether a folder belongs to this user, and nobody else may look into it."""
    try:
        status = folder.lstat()
        if not stat.S_ISDIR(status.st_mode):
            return False
        if sys.platform == "win32":
            return True
        if status.st_uid != os.geteuid():
            return False
        if status.st_mode & 0o077:
            folder.chmod(_PRIVATE)
    except OSError:
        return False
    return True
