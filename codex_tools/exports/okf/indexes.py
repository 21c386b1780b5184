"""The concepts of a bundle → the lists of its folders."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from codex_tools.base.okf.bundles import INDEX, VERSION, VERSION_KEY
from codex_tools.base.okf.lists import as_text, entry

SUBFOLDERS = "Folders"
"""The heading above the folders in a folder."""


class Entry(NamedTuple):
    """A concept as a list shows it."""

    path: str
    type: str
    title: str
    description: str


def index_files(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the list of each folder by its path: its concepts by type, then its folders."""
    folders = _by_folder(entries)
    return {_index(folder): list_of(folder, folders, folders) for folder in folders}


def root_list(entries: Iterable[Entry], lists: Container[str]) -> str:
    """Return the list of the root of a bundle that has ``lists`` in some of its folders."""
    folders = _by_folder(entries)
    return list_of("", folders, [folder for folder in folders if _index(folder) in lists])


def _index(folder: str) -> str:
    return f"{folder}/{INDEX}".lstrip("/")


def _by_folder(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    folders: dict[str, list[Entry]] = {"": []}
    for each in entries:
        folder = each.path.rpartition("/")[0]
        folders.setdefault(folder, []).append(each)
        while folder := folder.rpartition("/")[0]:
            folders.setdefault(folder, [])
    return dict(sorted(folders.items()))


def list_of(folder: str, folders: Mapping[str, list[Entry]], listed: Iterable[str]) -> str:
    """Return the list of a folder; of the folders in it those that are ``listed``."""
    return "\n".join(_sections(folder, folders, listed))


def root_index(text: str) -> str:
    """Return the list of the root, which says of which version the bundle is."""
    return f'---\n{VERSION_KEY}: "{VERSION}"\n---\n\n{text}'


def _sections(
    folder: str, folders: Mapping[str, list[Entry]], listed: Iterable[str]
) -> Iterator[str]:
    by_type: dict[str, list[Entry]] = {}
    for each in folders[folder]:
        by_type.setdefault(each.type, []).append(each)
    for name in sorted(by_type):
        ordered = sorted(by_type[name], key=lambda each: (each.title.casefold(), each.path))
        yield _section(name, (_line(each) for each in ordered))
    inner = sorted(name for name in listed if name and name.rpartition("/")[0] == folder)
    if inner:
        names = [name.rpartition("/")[2] for name in inner]
        yield _section(SUBFOLDERS, (entry(name, f"{name}/{INDEX}", "") for name in names))


def _section(title: str, lines: Iterable[str]) -> str:
    items = "".join(f"{line}\n" for line in lines)
    return f"# {as_text(title)}\n\n{items}"


def _line(each: Entry) -> str:
    return entry(each.title, each.path.rpartition("/")[2], each.description)
