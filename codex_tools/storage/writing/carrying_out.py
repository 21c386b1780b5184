"""A plan → done, or undone; both go on from wherever it is, so that a killed one is no other."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress

from codex_tools.errors import CodexError
from codex_tools.storage.writing import journal
from codex_tools.storage.writing.attributes import check_editable
from codex_tools.storage.writing.steps import (
    NOTHING,
    Plan,
    State,
    Write,
    digest_at,
    is_inside,
    state_of,
)
from codex_tools.storage.writing.swap import (
    drop_placeholder,
    is_being_written,
    is_same,
    move,
    settle,
    swap,
)

_BEHIND = (State.DONE, State.OVERTAKEN)


def apply(plan: Plan) -> None:
    """Do what is left of a plan whose temporary files are there.

    Each file is looked at right before it is replaced, and all of them once more in the end. Raises
    CodexError when one changed meanwhile, and OSError.
    """
    if plan.is_moved:
        return
    for write in plan.writes:
        _do(plan, write)
    for write in plan.writes:
        if state_of(plan, write) not in _BEHIND:
            raise changed(plan, write.path)
    _move(plan)


def finish(plan: Plan) -> None:
    """Delete what was there before a plan, and forget the plan. Raises CodexError."""
    try:
        _sync(plan)
        for write in plan.writes:
            _delete(plan.now(write.temporary))
        journal.remove(plan.root)
    except OSError as error:
        words = f"all is written, but {error.filename} cannot be deleted: {error.strerror}"
        raise CodexError(words) from error


def _do(plan: Plan, write: Write) -> None:
    state = state_of(plan, write)
    if state in _BEHIND:
        return
    path, temporary = plan.full(write.path), plan.full(write.temporary)
    if state is State.CLASHING:
        raise changed(plan, write.path)
    if write.old == NOTHING:
        move(temporary, path)
        return
    check_editable(path)
    if not _exchange(plan, write, write.old, write.new):
        raise changed(plan, write.path)


def _exchange(plan: Plan, write: Write, expected: str, given: str) -> bool:
    """Swap the two files of a write; back again where the one that comes out is not ``expected``.

    What somebody saved between the last look and the swap is in place again then, the newest of it
    where it was saved twice; so is the file that somebody is just writing.
    """
    path, temporary = plan.full(write.path), plan.full(write.temporary)
    swap(temporary, path)
    if not is_being_written(temporary) and digest_at(plan, write.temporary) == expected:
        return True
    swap(temporary, path)
    if digest_at(plan, write.temporary) != given:
        swap(temporary, path)
    return False


def _move(plan: Plan) -> None:
    if plan.move is None:
        return
    new = plan.full(plan.move.new)
    for folder in plan.move.folders:
        with suppress(FileExistsError):
            os.mkdir(plan.full(folder))
    if not is_inside(plan.root, new):
        raise CodexError(f"{os.path.dirname(new)} leads elsewhere, so nothing is renamed")
    move(plan.full(plan.move.old), new)


def _sync(plan: Plan) -> None:
    """Make all new names safe before the plan is forgotten."""
    paths = [write.path for write in plan.writes]
    moved = [plan.full(path) for path in plan.move[:2]] if plan.move else []
    for folder in {os.path.dirname(path) for path in (*map(plan.now, paths), *moved)}:
        journal.sync_folder(folder)


def undo(plan: Plan) -> list[str]:
    """Take back what was done of a plan, as far as it is still what was done; forget it then.

    Returns the paths of the files that are left changed.
    """
    left: list[str] = []
    broken = False
    parts: list[Callable[[], str]] = [lambda: _move_back(plan)]
    parts += [lambda each=each: _take_back(plan, each) for each in reversed(plan.writes)]  # type: ignore[misc]
    for part in parts:
        try:
            left += filter(None, [part()])
        except OSError as error:
            broken = True
            left.append(f"{error.filename}: {error.strerror}")
    if not broken:
        journal.remove(plan.root)
    return left


def _move_back(plan: Plan) -> str:
    if plan.move is None:
        return ""
    old, new = plan.full(plan.move.old), plan.full(plan.move.new)
    if plan.is_moved:
        move(new, old)
    for folder in reversed(plan.move.folders):
        with suppress(OSError):
            os.rmdir(plan.full(folder))
    return ""


def _take_back(plan: Plan, write: Write) -> str:
    """Put the old content of a file back; returns its path where that cannot be done."""
    path, temporary = plan.full(write.path), plan.full(write.temporary)
    if not is_inside(plan.root, path):
        return f"{write.path} (its folder is a link now)"
    target, kept = digest_at(plan, write.path), digest_at(plan, write.temporary)
    if target != write.new:  # never done, or changed again by somebody else
        _delete(temporary)
        is_mixed = kept == write.old and target != write.old
        return f"{write.path} (changed again since)" if is_mixed else ""
    if write.old == NOTHING:
        _delete(path)
        return ""
    if kept == NOTHING or not _exchange(plan, write, write.new, kept):
        return write.path
    _delete(temporary)
    return ""


def tidy(plan: Plan) -> None:
    """Finish the single steps of a plan that a kill may have cut in two."""
    for write in plan.writes:
        if is_inside(plan.root, plan.full(write.temporary)):
            settle(plan.full(write.temporary))
        if write.old == NOTHING and digest_at(plan, write.temporary) == write.new:
            drop_placeholder(plan.full(write.path))
    if plan.move is not None:
        old, new = plan.full(plan.move.old), plan.full(plan.move.new)
        if os.path.lexists(old) and not is_same(old, new):
            drop_placeholder(new)


def _delete(path: str) -> None:
    with suppress(FileNotFoundError):
        os.unlink(path)


def changed(plan: Plan, path: str) -> CodexError:
    """Return the error for a file that is not what it was worked out from any more."""
    return CodexError(f"{plan.full(path)} changed while it was worked on; run the command again")
