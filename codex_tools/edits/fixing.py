"""Fixes → new contents of files. Pure: reading is passed in as a function, nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from codex_tools.edits import apply_edits
from codex_tools.edits.entries import append_entries, assign_value, rename_key, replace_values
from codex_tools.edits.outcome import Outcome, Refused, Rewritten
from codex_tools.edits.removing import remove_entry
from codex_tools.errors import EditRefusedError
from codex_tools.model import Append, Assign, Change, Edit, FieldPath, Fix, Remove, Replace, Span
from codex_tools.syntax.line_ends import edited


def apply_fixes(fixes: Iterable[Fix], read: Callable[[str], bytes]) -> Outcome:
    """Make the changes of ``fixes``.

    ``read`` gives the bytes of a path, or raises EditRefusedError for one that is not to be edited.

    The changes of one fix are made together or not at all, and once where several findings share
    it. Those of a file are made in one go where none touches another. Otherwise those at spans go
    from the end of the file to its beginning, so that the offsets of the next still hold; one that
    an earlier change has moved is refused, and found again by the next check. Those of front
    matters come last.
    """
    outcome = Outcome()
    ordered = sorted(dict.fromkeys(fixes), key=_first_offset, reverse=True)
    in_fields = [fix for fix in ordered if _first_offset(fix) < 0]
    _make_all(ordered[: len(ordered) - len(in_fields)], outcome, read, _at_spans)
    _make_all(in_fields, outcome, read, _in_fields)
    outcome.files = _changing(outcome.files)
    return outcome


MakeAll = Callable[[Sequence[Change], Rewritten], Rewritten]
"""Makes changes of one file in one go: all of them, or EditRefusedError is raised."""


def _make_all(
    fixes: Sequence[Fix], outcome: Outcome, read: Callable[[str], bytes], make: MakeAll
) -> None:
    together, changed = _together(fixes, outcome.files, read, make)
    outcome.files.update(changed)
    outcome.made += together
    made = set(together)
    for fix in fixes:
        if fix not in made:
            _make(fix, outcome, read)


def _make(fix: Fix, outcome: Outcome, read: Callable[[str], bytes]) -> None:
    try:
        outcome.files.update(_changed(fix, outcome.files, read))
    except EditRefusedError as error:
        outcome.refused.append(Refused(fix, str(error)))
    else:
        outcome.made.append(fix)


def _together(
    fixes: Sequence[Fix],
    files: Mapping[str, Rewritten],
    read: Callable[[str], bytes],
    make: MakeAll,
) -> tuple[Sequence[Fix], dict[str, Rewritten]]:
    """Make fixes, each file in one go; returns those made and what they change.

    Left out are those of a file in which something is refused, for which each is tried by itself.
    """
    by_path: dict[str, list[Change]] = {}
    for fix in fixes:
        for change in fix.changes:
            by_path.setdefault(change.path, []).append(change)
    changed: dict[str, Rewritten] = {}
    refused: set[str] = set()
    for path, changes in by_path.items():
        try:
            changed[path] = make(changes, files.get(path) or _unwritten(read(path)))
        except EditRefusedError:
            refused.add(path)
    if not refused:
        return fixes, changed
    rest = [fix for fix in fixes if refused.isdisjoint(each.path for each in fix.changes)]
    return _together(rest, files, read, make)


def _at_spans(changes: Sequence[Change], file: Rewritten) -> Rewritten:
    """Make changes at spans in one go, where none touches another."""
    edits: list[Edit] = []
    for change in reversed(changes):  # which go from the end of the file to its beginning
        if not isinstance(change, Replace) or isinstance(change.place, FieldPath):
            raise EditRefusedError("these changes are not made together")
        edits.append(Edit(*change.place, _encoded(change.new)))
    after = edited(file.after, lambda data: apply_edits(data, edits))
    return replace(file, after=after, same=min(edit.start for edit in edits))


def _in_fields(changes: Sequence[Change], file: Rewritten) -> Rewritten:
    """Make changes of a front matter in one go: all of them, or EditRefusedError is raised."""
    texts: dict[FieldPath, str] = {}
    items: dict[tuple[str, str], list[str]] = {}
    for change in changes:
        if isinstance(change, Append):
            items.setdefault((change.name, change.key), []).append(change.item)
        elif isinstance(change, Replace) and isinstance(change.place, FieldPath):
            if change.place.on_key or change.place in texts:
                raise EditRefusedError("these changes are not made together")
            texts[change.place] = change.new
        else:
            raise EditRefusedError("these changes are not made together")
    if not file.places.isdisjoint(texts):
        raise EditRefusedError("another fix changes this place")

    def change_all(data: bytes) -> bytes:
        data = replace_values(data, texts) if texts else data
        for (name, key), given in items.items():
            data = append_entries(data, name, given, key)
        return data

    moved = _moved(file, edited(file.after, change_all))
    return replace(moved, places=moved.places.union(texts)) if texts else moved


def _first_offset(fix: Fix) -> int:
    """The offset of the first change at a span; -1 for a fix that has none, and so comes last."""
    starts = (_offset(change) for change in fix.changes)
    return min((start for start in starts if start >= 0), default=-1)


def _offset(change: Change) -> int:
    if isinstance(change, Replace) and isinstance(change.place, Span):
        return change.place.start
    return -1


def _changed(
    fix: Fix, files: Mapping[str, Rewritten], read: Callable[[str], bytes]
) -> dict[str, Rewritten]:
    changed: dict[str, Rewritten] = {}
    by_path = groupby(sorted(fix.changes, key=lambda each: each.path), key=lambda each: each.path)
    for path, changes in by_path:
        try:
            changed[path] = _all_of(list(changes), files.get(path) or _unwritten(read(path)))
        except EditRefusedError as error:
            raise EditRefusedError(f"{path}: {error}") from error
    return changed


def _all_of(changes: Sequence[Change], file: Rewritten) -> Rewritten:
    """Make the changes of a fix in one file: those at spans from its end on, then the others."""
    at_spans = sorted((each for each in changes if _offset(each) >= 0), key=_offset, reverse=True)
    others = [each for each in changes if _offset(each) < 0]
    for change in at_spans:
        file = _apply(change, file)
    try:
        return _in_fields(others, file) if others else file
    except EditRefusedError:  # of which each may be made by itself, or tell the reason
        for change in others:
            file = _apply(change, file)
        return file


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
            return append_entries(data, name, [item], key)
        case Remove(_, name, entry):
            return remove_entry(data, name, entry)
        case Assign(_, name, value):
            return assign_value(data, name, value)


def _replaced(change: Replace, file: Rewritten) -> Rewritten:
    place, new = change.place, change.new
    if isinstance(place, FieldPath):
        if place in file.places:
            raise EditRefusedError("another fix changes this place")
        moved = _moved(file, edited(file.after, lambda data: _with_text(place, new, data)))
        return replace(moved, places=moved.places | {place})
    if place.end > file.same:
        raise EditRefusedError("another fix changes this place")
    edit = Edit(*place, _encoded(new))
    after = edited(file.after, lambda data: apply_edits(data, [edit]))
    return replace(file, after=after, same=place.start)


def _with_text(place: FieldPath, new: str, data: bytes) -> bytes:
    if place.on_key:
        return rename_key(data, place, new)
    return replace_values(data, {place: new})


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
