"""Fixes → new contents of files. Pure: reading is a function that is passed in, writing is not done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from codex_tools.edits import apply_edits
from codex_tools.entries import append_entry, replace_value
from codex_tools.errors import EditRefusedError
from codex_tools.model import Append, Change, Edit, Fix, Span


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A file before and after."""

    before: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class Refused:
    """A fix that was not made, with the reason for people."""

    fix: Fix
    reason: str


@dataclass(slots=True)
class Outcome:
    """What a number of fixes come to: the files that change, the fixes made and those refused."""

    files: dict[str, Rewritten] = field(default_factory=dict)
    made: list[Fix] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def apply_fixes(fixes: Iterable[Fix], read: Callable[[str], bytes]) -> Outcome:
    """Make the changes of ``fixes`` one after another; ``read`` gives the bytes of a path.

    The changes of one fix are made together or not at all.
    """
    outcome = Outcome()
    for fix in fixes:
        try:
            changed = _changed(fix, outcome.files, read)
        except EditRefusedError as error:
            outcome.refused.append(Refused(fix, str(error)))
            continue
        outcome.files.update(changed)
        outcome.made.append(fix)
    outcome.files = {
        path: file for path, file in sorted(outcome.files.items()) if file.before != file.after
    }
    return outcome


def _changed(
    fix: Fix, files: dict[str, Rewritten], read: Callable[[str], bytes]
) -> dict[str, Rewritten]:
    changed: dict[str, Rewritten] = {}
    for change in fix.changes:
        file = changed.get(change.path) or files.get(change.path)
        if file is None:
            data = read(change.path)
            file = Rewritten(data, data)
        try:
            changed[change.path] = Rewritten(file.before, _apply(change, file.after))
        except EditRefusedError as error:
            raise EditRefusedError(f"{change.path}: {error}") from error
    return changed


def _apply(change: Change, data: bytes) -> bytes:
    if isinstance(change, Append):
        return append_entry(data, change.name, change.item)
    if isinstance(change.place, Span):
        return apply_edits(data, [Edit(*change.place, change.new.encode())])
    return replace_value(data, change.place, change.new)
