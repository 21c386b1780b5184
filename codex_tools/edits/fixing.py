"""Fixes → new contents of files. Pure: reading is passed in as a function, nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from codex_tools.edits import apply_edits
from codex_tools.edits.entries import append_entry, assign_value, replace_value
from codex_tools.edits.removing import remove_entry
from codex_tools.errors import EditRefusedError
from codex_tools.model import Append, Assign, Change, Edit, FieldPath, Fix, Remove, Replace, Span
from codex_tools.syntax.line_ends import edited


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A file before and after.

    Up to the offset ``same`` no byte has moved; ``places`` of the front matter have a new text.
    """

    before: bytes
    after: bytes
    same: int
    places: frozenset[FieldPath] = frozenset()


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
    """Make the changes of ``fixes`` one after another.

    ``read`` gives the bytes of a path, or raises EditRefusedError for one that is not to be edited.

    The changes of one fix are made together or not at all, and once where several findings share
    it. Those at spans go from the end of a file
    to its beginning, so that the offsets of the next still hold; one that an earlier change has
    moved is refused, and found again by the next check.
    """
    outcome = Outcome()
    for fix in sorted(dict.fromkeys(fixes), key=_first_offset, reverse=True):
        try:
            changed = _changed(fix, outcome.files, read)
        except EditRefusedError as error:
            outcome.refused.append(Refused(fix, str(error)))
            continue
        outcome.files.update(changed)
        outcome.made.append(fix)
    outcome.files = _changing(outcome.files)
    return outcome


def _first_offset(fix: Fix) -> int:
    """The offset of the first change at a span; -1 for a fix that has none, and so comes last."""
    starts = (_offset(change) for change in fix.changes)
    return min((start for start in starts if start >= 0), default=-1)


def _offset(change: Change) -> int:
    if isinstance(change, Replace) and isinstance(change.place, Span):
        return change.place.start
    return -1


def _changed(
    fix: Fix, files: dict[str, Rewritten], read: Callable[[str], bytes]
) -> dict[str, Rewritten]:
    changed: dict[str, Rewritten] = {}
    for change in sorted(fix.changes, key=_offset, reverse=True):
        file = changed.get(change.path) or files.get(change.path)
        try:
            changed[change.path] = _apply(change, file or _unwritten(read(change.path)))
        except EditRefusedError as error:
            raise EditRefusedError(f"{change.path}: {error}") from error
    return changed


def _unwritten(data: bytes) -> Rewritten:
    return Rewritten(data, data, len(data))


def _apply(change: Change, file: Rewritten) -> Rewritten:
    if isinstance(change, Replace):
        return _replaced(change, file)
    return _moved(file, edited(file.after, lambda data: _with_field(data, change)))


def _with_field(data: bytes, change: Append | Remove | Assign) -> bytes:
    """Make a change of a whole field of the front matter."""
    match change:
        case Append(_, name, item, key):
            return append_entry(data, name, item, key)
        case Remove(_, name, entry):
            return remove_entry(data, name, entry)
        case Assign(_, name, value):
            return assign_value(data, name, value)


def _replaced(change: Replace, file: Rewritten) -> Rewritten:
    place, new = change.place, change.new
    if isinstance(place, FieldPath):
        if place in file.places:
            raise EditRefusedError("another fix changes this place")
        moved = _moved(file, edited(file.after, lambda data: replace_value(data, place, new)))
        return replace(moved, places=moved.places | {place})
    if place.end > file.same:
        raise EditRefusedError("another fix changes this place")
    edit = Edit(*place, _encoded(new))
    after = edited(file.after, lambda data: apply_edits(data, [edit]))
    return replace(file, after=after, same=place.start)


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise EditRefusedError("a file name that is not UTF-8 cannot be written") from error


def _moved(file: Rewritten, after: bytes) -> Rewritten:
    return file if after == file.after else replace(file, after=after, same=0)


def combine(passes: Sequence[Outcome]) -> Outcome:
    """Return what several outcomes come to, each of which works on the files of the one before.

    What the last one refused is what stays undone.
    """
    total = Outcome(refused=passes[-1].refused)
    for outcome in passes:
        total.made += outcome.made
        for path, file in outcome.files.items():
            first = total.files.get(path, file)
            total.files[path] = replace(first, after=file.after)
    total.files = _changing(total.files)
    return total


def _changing(files: Mapping[str, Rewritten]) -> dict[str, Rewritten]:
    return {path: file for path, file in sorted(files.items()) if file.before != file.after}
