"""Notes → groups of one kind: told apart by a field, tags, names of files or folders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from codex_tools.base.kinds import TYPE
from codex_tools.base.names import stem
from codex_tools.base.tags import tags_of
from codex_tools.model import Note, Role
from codex_tools.runtime.text import closest
from codex_tools.survey.homes import by_kind
from codex_tools.survey.words import INDEXES, KIND_FIELDS, TYPE_FIELDS, folded, role_of_name

FEWEST = 3
"""How many files it takes for something to be no accident."""

_SHARE = 0.3
"""The part of the notes with fields that has the field which tells kinds."""

_MOST_KINDS = 20
_MOST, _NEARLY_ALL = 0.5, 0.8
_EVERY = "*.md"

SLIP = 0.75
"""How like a rare name is to a frequent one where it is a slip for it."""


class Group(NamedTuple):
    """Notes of one kind; ``table`` is how a configuration tells them."""

    name: str
    table: Mapping[str, Any]
    paths: tuple[str, ...]


def kind_field(notes: Sequence[Note]) -> str:
    """Return the field that says what a note is: ``type``, or one whose name ends so; the one that
    tells most notes apart. Empty where none does."""
    fielded = [note.document.fields for note in notes if note.document.fields]
    values: dict[str, list[object]] = {}
    for fields in fielded:
        for name, value in fields.items():
            if folded(name).endswith(KIND_FIELDS):
                values.setdefault(name, []).append(value)
    scores = {name: score for name in values if (score := _score(values[name], len(fielded)))}
    telling = [name for name in scores if _is_of_kinds(name, values[name])]
    return max(telling, key=lambda name: (scores[name], name == TYPE, name), default="")


def _is_of_kinds(name: str, values: Iterable[object]) -> bool:
    """Tell whether a field says what notes are, and not what they are about, as a category may: it
    is a type, or one of its values is called like claims or sources."""
    if folded(name).endswith(TYPE_FIELDS):
        return True
    return any(role_of_name(value) for value in values if isinstance(value, str))


def _score(values: Iterable[object], total: int) -> float:
    """How well a field tells ``total`` notes apart, from 0: by those that share a value."""
    counts = Counter(value for value in values if isinstance(value, str))
    shared = {value: count for value, count in counts.items() if count >= FEWEST}
    covered = sum(shared.values())
    if covered < _SHARE * total or len(shared) > _MOST_KINDS:
        return 0
    return covered * (1 if len(shared) > 1 else 0.5)


def find_groups(notes: Sequence[Note], telling: Collection[str] = ()) -> tuple[list[Group], str]:
    """Return the groups of notes that are of one kind, and the field that tells them, if one does.

    What no field tells is told by tags, by names of files, by ``telling`` folders, and by others.
    """

    def by_telling(left: Sequence[Note]) -> Iterator[Group]:
        return _in_folders(left, lambda path: _folder_among(path, telling))

    field = kind_field(notes)
    groups = _with_homes(list(_by_field(notes, field)), notes) if field else []
    for tell in (_by_tag, _by_prefix, by_telling, _by_folder):
        told = {path for group in groups for path in group.paths}
        left = [note for note in notes if note.path not in told and not is_index(note)]
        groups += _unlike(groups, tell(left))
    return groups, field


def at_the_root(
    notes: Iterable[Note], groups: Sequence[Group], citing: Collection[str]
) -> Iterator[Group]:
    """Yield a group of the notes at the root that are of no other one, where most of them are among
    those ``citing`` others, and hardly any note that is left lies elsewhere.

    There is none where folders tell kinds, since names are asked before folders.
    """
    if any("folders" in group.table for group in groups):
        return
    told = {path for group in groups for path in group.paths}
    left = [note.path for note in notes if note.path not in told and not is_index(note)]
    inside = tuple(path for path in left if "/" not in path)
    cites = sum(path in citing for path in inside)
    if cites >= max(FEWEST, _MOST * len(inside)) and len(inside) >= _NEARLY_ALL * len(left):
        yield from _unlike(groups, [Group("note", {"files": [_EVERY]}, inside)])


def _unlike(known: Iterable[Group], found: Iterable[Group]) -> Iterator[Group]:
    """Give groups names that no other one has."""
    taken = {group.name for group in known}
    for group in found:
        if group.name not in taken:
            taken.add(group.name)
            yield group


def is_index(note: Note) -> bool:
    """Tell whether a note lists or explains others, by its name."""
    return stem(note.path).casefold() in INDEXES


def _by_field(notes: Iterable[Note], field: str) -> Iterator[Group]:
    """A group for each value; values in a few files that are slips for others make none."""
    by_value: dict[str, list[str]] = {}
    for note in notes:
        value = note.document.fields.get(field)
        if isinstance(value, str) and value.strip():
            by_value.setdefault(value, []).append(note.path)
    frequent = [value for value, paths in by_value.items() if len(paths) >= FEWEST]
    for value, paths in sorted(by_value.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        if value in frequent or not closest(value, frequent, SLIP):
            yield Group(value, _told_by(field, value), tuple(paths))


def _with_homes(groups: Sequence[Group], notes: Iterable[Note]) -> list[Group]:
    """Give groups the folders that are theirs, and the files there that do not say their kind."""
    kinds = {path: group.name for group in groups for path in group.paths}
    named = {note.path: kinds.get(note.path, "") for note in notes if not is_index(note)}
    folders = by_kind(named)
    return [
        _at_home(group, folders[group.name], named) if group.name in folders else group
        for group in groups
    ]


def _at_home(group: Group, folders: Sequence[str], named: Mapping[str, str]) -> Group:
    inside = tuple(f"{folder}/" for folder in folders)
    silent = [path for path, kind in named.items() if not kind and path.startswith(inside)]
    return Group(group.name, {**group.table, "folders": folders}, (*group.paths, *silent))


def _told_by(field: str, value: str) -> Mapping[str, Any]:
    return {"types": [value]} if field == TYPE else {"when": {field: value}}


def _by_tag(notes: Sequence[Note]) -> Iterator[Group]:
    """A group for each tag that is called like claims or sources: where many notes have one of the
    two, few may have the other."""
    by_tag: dict[str, list[str]] = {}
    for note in notes:
        for tag in sorted(tags_of(note.document.fields)):
            if role_of_name(tag):
                by_tag.setdefault(tag, []).append(note.path)
    told = {role_of_name(tag) for tag, paths in by_tag.items() if len(paths) >= FEWEST}
    taken: set[str] = set()
    for tag, paths in sorted(by_tag.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        free = [path for path in paths if path not in taken]
        if len(free) >= (1 if told - {role_of_name(tag)} else FEWEST):
            taken.update(free)
            yield Group(tag.rsplit("/", 1)[-1], {"tags": [tag]}, tuple(free))


def _by_prefix(notes: Sequence[Note]) -> Iterator[Group]:
    """A group for names that begin with a mark: ``@ada2025``, ``CLM - Tides``."""
    by_prefix: dict[str, list[str]] = {}
    for note in notes:
        if prefix := _prefix(stem(note.path)):
            by_prefix.setdefault(prefix, []).append(note.path)
    for prefix, paths in sorted(by_prefix.items()):
        if len(paths) >= FEWEST:
            name = (
                prefix.strip(" -") if prefix != "@" else _folder_of_all(paths) or Role.SOURCE.value
            )
            yield Group(name, {"files": [f"{prefix}*.md"]}, tuple(paths))


def _prefix(name: str) -> str:
    if name.startswith("@"):
        return "@"
    head, dash, _ = name.partition(" - ")
    return head + dash if dash and head.isupper() and head.isalpha() and len(head) <= 5 else ""


def _folder_of_all(paths: Iterable[str]) -> str:
    """The folder that all files stand in, if it is called like sources."""
    folders = {path.rpartition("/")[0].rpartition("/")[2] for path in paths}
    name = folders.pop() if len(folders) == 1 else ""
    return name if role_of_name(name) is Role.SOURCE else ""


def _by_folder(notes: Sequence[Note]) -> Iterator[Group]:
    """A group for each folder, the highest first that is called like claims or sources; else for
    each at the top."""
    return _in_folders(notes, _telling_folder)


def _in_folders(notes: Iterable[Note], folder_of: Callable[[str], str]) -> Iterator[Group]:
    by_folder: dict[str, list[str]] = {}
    for note in notes:
        if folder := folder_of(note.path):
            by_folder.setdefault(folder, []).append(note.path)
    for folder, paths in sorted(by_folder.items()):
        if len(paths) >= FEWEST:
            yield Group(folder.rpartition("/")[2], {"folders": [folder]}, tuple(paths))


def _folder_among(path: str, folders: Collection[str]) -> str:
    """The deepest of some folders that a file is in."""
    return max((each for each in folders if path.startswith(f"{each}/")), key=len, default="")


def _telling_folder(path: str) -> str:
    parts = path.split("/")[:-1]
    for depth, part in enumerate(parts, 1):
        if role_of_name(part):
            return "/".join(parts[:depth])
    return parts[0] if parts else ""


def indexes(notes: Iterable[Note], groups: Iterable[Group]) -> Iterator[Group]:
    """Yield a group of the files that list others, if some would be of one of the ``groups`` by
    their place."""
    tables = [group.table for group in groups]
    folders = tuple(f"{name}/" for table in tables for name in table.get("folders", ()))
    everywhere = any(_EVERY in table.get("files", ()) for table in tables)
    lists = (note.path for note in notes if is_index(note))
    paths = [path for path in lists if everywhere or path.startswith(folders)]
    if paths:
        names = sorted({path.rpartition("/")[2] for path in paths})
        yield Group("index", {"files": names}, tuple(paths))
