"""New contents of several files and a move → all of it done, or nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from codex_tools.errors import CodexError, EditRefusedError
from codex_tools.storage.writing import journal
from codex_tools.storage.writing.attributes import check_editable, copy_attributes
from codex_tools.storage.writing.carrying_out import apply, changed, finish, undo
from codex_tools.storage.writing.lock import lock
from codex_tools.storage.writing.recovery import recover
from codex_tools.storage.writing.signals import StoppedError, deferred
from codex_tools.storage.writing.steps import (
    NOTHING,
    Move,
    Plan,
    Write,
    digest,
    digest_at,
    is_inside,
)

Contents = Mapping[str, tuple[bytes | None, bytes]]
"""Paths below the root, as they are before a move: what is there, and what is to be there."""


def write_together(root: Path, contents: Contents, move: tuple[str, str] | None = None) -> None:
    """Give files below ``root`` other contents and move a file or folder: all of it, or nothing.

    ``contents`` says what each file holds now; ``None`` where there is none yet. ``move`` is the
    old and the new path, where nothing may be. Signals wait meanwhile. When something cannot be
    done, what was done is put back and CodexError raised; it names the files for which that did
    not succeed. What a kill cuts off is for :func:`~codex_tools.storage.writing.recovery.recover`.
    """
    if move is not None and move[0] == move[1]:
        move = None
    if not contents and move is None:
        return
    with deferred() as signals, lock(root):
        if said := recover(root):
            raise CodexError(f"{said}; run the command again")
        plan = _planned(root, contents, move)
        journal.write(plan)
        try:
            _prepare(plan, [after for _, after in contents.values()], signals)
            apply(plan)
        except BaseException as error:
            _give_up(plan, error)
            raise
        finish(plan)


def _planned(root: Path, contents: Contents, move: tuple[str, str] | None) -> Plan:
    """Return the plan, if all is as it was worked out from and may be changed."""
    real = os.path.realpath(root)
    change = os.urandom(8).hex()
    writes = []
    for number, (name, (before, after)) in enumerate(contents.items()):
        path = _real(real, name)
        old = NOTHING if before is None else digest(before)
        temporary = journal.temporary_for(path, change, number)
        writes.append(Write(path, temporary, old, digest(after)))
    moved = _move(real, *move) if move is not None else None
    plan = Plan(real, " ".join(["codex", *sys.argv[1:2]]), tuple(writes), moved)
    for write in writes:
        _check(plan, write)
    return plan


def _real(root: str, name: str) -> str:
    """Return a path without links in it. Raises CodexError where that leads out of the root."""
    full = os.path.realpath(os.path.join(root, name))
    if not full.startswith(os.path.join(root, "")) or not is_inside(root, full):
        raise CodexError(f"{name} leads out of {root}, so it is not written")
    return os.path.relpath(full, root).replace(os.sep, "/")


def _move(root: str, old: str, new: str) -> Move:
    parents = [str(each) for each in Path(new).parents if str(each) != "."]
    folders = [each for each in reversed(parents) if not os.path.exists(os.path.join(root, each))]
    there = os.path.dirname(folders[0]) if folders else os.path.dirname(new)
    if not is_inside(root, os.path.join(root, there, "x")):
        raise CodexError(f"{there} is a symbolic link to elsewhere, so nothing is renamed")
    target = os.path.join(root, new)
    source = os.path.join(root, old)
    only_case = old.casefold() == new.casefold()
    if os.path.lexists(target) and not (only_case and os.path.samefile(source, target)):
        raise CodexError(f"{target} is there already, so nothing is renamed")
    return Move(old, new, tuple(folders))


def _check(plan: Plan, write: Write) -> None:
    """Raise CodexError for a file that changed, or is not to be edited."""
    if digest_at(plan, write.path) != write.old:
        raise changed(plan, write.path)
    try:
        check_editable(plan.full(write.path))
    except EditRefusedError as error:
        raise CodexError(f"{plan.full(write.path)} is not edited: {error}") from error


def _prepare(plan: Plan, contents: list[bytes], signals: list[int]) -> None:
    """Write the new contents beside the files, and make them safe. StoppedError by a signal."""
    for write, data in zip(plan.writes, contents, strict=True):
        if signals:
            raise StoppedError("stopped, and nothing is changed")
        _write(plan, write, data)
    for write in plan.writes:
        if signals:
            raise StoppedError("stopped, and nothing is changed")
        _sync(plan.full(write.temporary))


def _write(plan: Plan, write: Write, data: bytes) -> None:
    rights = 0o666 if write.old == NOTHING else 0o600
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(plan.full(write.temporary), flags, rights)
    with open(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        if write.old != NOTHING:
            copy_attributes(plan.full(write.path), descriptor)


def _sync(path: str) -> None:
    descriptor = os.open(path, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _give_up(plan: Plan, error: BaseException) -> None:
    """Put everything back. Raises CodexError where there is more to say than ``error`` does."""
    left = undo(plan)
    if isinstance(error, OSError):
        name = error.filename2 or error.filename or plan.root
        said = f"{_shown(plan, str(name))} cannot be written: {error.strerror}"
    elif left:
        said = str(error)
    else:
        return
    listed = "".join(f"\n  {path}" for path in left)
    after = f"; these files are left changed:{listed}" if left else ""
    raise CodexError(said + after) from error


def _shown(plan: Plan, name: str) -> str:
    """Return the file that a temporary one is for."""
    by_temporary = {plan.full(each.temporary): plan.full(each.path) for each in plan.writes}
    return by_temporary.get(name, name)
