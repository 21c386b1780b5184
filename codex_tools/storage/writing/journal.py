"""The journal: what is about to be done to a knowledge base, kept until it is done.

It lies in the user's own folder and not in the base, where a stranger could leave one. What it says
is nevertheless no more than names and digests, and is held against what is there.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

from codex_tools.errors import CodexError
from codex_tools.storage.state import find_state_file, state_file
from codex_tools.storage.writing.steps import Move, Plan, Write, digest

_ENDING = ".journal"
_TEMPORARY = re.compile(r"(?:[^\0]+/)?\.codex-[0-9a-f]{16}-\d+\.tmp", re.DOTALL)


def temporary_for(path: str, change: str, number: int) -> str:
    """Return the name of the file beside ``path`` that is to take its place."""
    folder, slash, _ = path.rpartition("/")
    return f"{folder}{slash}.codex-{change}-{number}.tmp"


def write(plan: Plan) -> None:
    """Keep a plan, safe from the loss of power too. Raises CodexError where that fails."""
    path = state_file(Path(plan.root), _ENDING)
    body = json.dumps(plan).encode()
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "wb") as stream:
            stream.write(digest(body).encode() + b"\n" + body)
            stream.flush()
            os.fsync(descriptor)
        sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            path.unlink()
        raise CodexError(f"{path} cannot be written: {error.strerror}") from error


def read(root: Path) -> Plan | None:
    """Return the plan that is kept for a knowledge base; ``None`` where there is none.

    One that is not whole was never begun, and is dropped. Raises CodexError for a file that cannot
    be read.
    """
    path = find_state_file(root, _ENDING)
    if path is None:
        return None
    try:
        checksum, _, body = path.read_bytes().partition(b"\n")
    except OSError as error:
        raise CodexError(f"{path} cannot be read: {error.strerror}") from error
    plan = _parsed(body) if checksum.decode("ascii", "replace") == digest(body) else None
    if plan is None or plan.root != os.path.realpath(root):
        remove(root)
        return None
    return plan


def is_there(root: Path) -> bool:
    """Tell whether a plan is kept: an earlier run was killed, or another process is at it."""
    return find_state_file(root, _ENDING) is not None


def remove(root: str | Path) -> None:
    """Forget the plan."""
    path = find_state_file(Path(root), _ENDING)
    if path is not None:
        path.unlink(missing_ok=True)


def sync_folder(folder: str | Path) -> None:
    """Make the names of a folder safe from the loss of power, where a system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _parsed(body: bytes) -> Plan | None:
    try:
        root, command, writes, move = json.loads(body)
        found = tuple(Write(*map(_text, row)) for row in writes)
        moved = None if move is None else _move(*move)
    except (ValueError, TypeError):
        return None
    whole = all(_TEMPORARY.fullmatch(each.temporary) for each in found)
    return Plan(_text(root), _text(command), found, moved) if whole else None


def _move(old: Any, new: Any, folders: Any) -> Move:
    return Move(_text(old), _text(new), tuple(map(_text, folders)))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
