"""Notes → whether they are bundles of the Open Knowledge Format, and in which folders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from codex_tools.base.okf.keys import (
    BY,
    DESCRIPTION,
    GENERATED,
    RESOURCE,
    SOURCES,
    TIMESTAMP,
    TITLE,
    VERIFIED,
)
from codex_tools.model import Note

VERSION_KEY = "okf_version"
"""The key in the ``index.md`` of a bundle's root that says which version it is of."""

VERSION = "0.2"
INDEX, LOG = "index.md", "log.md"
COMPUTATION = "Attested Computation"
"""The type of a concept that says how a value is computed."""

_FEWEST = 2
"""So many notes at least must have the shape of concepts, where nothing declares a bundle."""


def is_reserved(path: str) -> bool:
    """Tell whether a file is a list or a log by its name, and so no concept."""
    return path.endswith((INDEX, LOG)) and path.rsplit("/", 1)[-1] in (INDEX, LOG)


def is_below(path: str, folder: str) -> bool:
    """Tell whether a path is in a folder; all are in the root, an empty text."""
    return not folder or path.startswith(f"{folder}/")


def declared_bundles(notes: Iterable[Note]) -> tuple[str, ...]:
    """Return the folders of the bundles that say so, if at least half of the typed notes are there.

    The root is an empty text.
    """
    notes = list(notes)
    indexes = [each for each in notes if _is_index(each.path) and each.may_say(VERSION_KEY)]
    folders = _outermost(_folder(e) for e in indexes if VERSION_KEY in e.document.fields)
    if not folders:
        return ()
    typed = [each.path for each in notes if each.given_type and not is_reserved(each.path)]
    inside = sum(any(is_below(path, folder) for folder in folders) for path in typed)
    return folders if 2 * inside >= len(typed) else ()


def bundles_by_shape(notes: Iterable[Note]) -> tuple[str, ...]:
    """Return the folders of the bundles that notes are by what most of them say; none for others.

    At least half of the files that may be concepts have a type, and half of those a key with the
    structure that only this format has.
    """
    notes = list(notes)
    concepts = [each for each in notes if not is_reserved(each.path)]
    typed = [each for each in concepts if each.given_type]
    if 2 * len(typed) < len(concepts) or len(typed) < _FEWEST:
        return ()
    bare = any(_is_index(each.path) and not each.document.has_front_matter for each in notes)
    shaped = sum(_has_shape(each, bare) for each in typed)
    return likely_roots(notes) if shaped >= _FEWEST and 2 * shaped >= len(typed) else ()


def likely_roots(notes: Iterable[Note]) -> tuple[str, ...]:
    """Return the folders that look like roots of bundles: the root, or the outermost ones that
    have a list, and so has a folder in them."""
    listed = {_folder(each) for each in notes if _is_index(each.path)}
    if "" in listed:
        return ("",)
    above = {folder.rpartition("/")[0] for folder in listed}
    return _outermost(listed & above) or ("",)


def _is_index(path: str) -> bool:
    return path.endswith(INDEX) and path.rsplit("/", 1)[-1] == INDEX


def _folder(note: Note) -> str:
    return note.path.rpartition("/")[0]


def _outermost(folders: Iterable[str]) -> tuple[str, ...]:
    found: list[str] = []
    for folder in sorted(set(folders)):
        if not any(is_below(folder, each) for each in found):
            found.append(folder)
    return tuple(found)


def _has_shape(note: Note, has_lists: bool) -> bool:
    """Tell whether a typed note is a concept by its keys: one with the version of the format, of
    version 0.2, or of 0.1 where there are lists without a front matter."""
    if note.may_say(VERSION_KEY) and VERSION_KEY in note.document.fields:
        return True
    if any(note.may_say(key) for key in (GENERATED, VERIFIED, SOURCES)):
        given = note.document.fields
        if _has_key(given.get(GENERATED), BY) or _all_have(given.get(VERIFIED), BY):
            return True
        if _all_have(given.get(SOURCES), RESOURCE):
            return True
    return has_lists and note.may_say(TIMESTAMP) and _is_first_version(note.document.fields)


def _has_key(value: object, key: str) -> bool:
    return isinstance(value, Mapping) and key in value


def _all_have(value: object, key: str) -> bool:
    entries: Sequence[object] = value if isinstance(value, list) else [value]
    return bool(entries) and all(_has_key(each, key) for each in entries)


def _is_first_version(fields: Mapping[str, object]) -> bool:
    return all(isinstance(fields.get(key), str) for key in (TIMESTAMP, TITLE, DESCRIPTION))
