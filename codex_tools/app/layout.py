"""Settings and listed files → which vaults there are, and whose rules their links follow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from codex_tools.base.resolver.layout import Dialect, Layout, Vault
from codex_tools.model import Style
from codex_tools.runtime import lazy_regex
from codex_tools.settings import Settings
from codex_tools.storage.files import Listing
from codex_tools.storage.guarded import MAX_CONFIGURATION, GuardedError, read_inside
from codex_tools.storage.marks import (
    DENDRON,
    DENDRON_VAULT,
    GENERATORS,
    LOGSEQ,
    OBSIDIAN,
    QUARTZ,
    QUARTZ_PAGES,
    WIKI,
    WITH_FOLDERS,
)

if TYPE_CHECKING:
    from codex_tools.base.resolver.sites import Site

_FS_PATH = lazy_regex.compile(
    rb"(?m)^[ \t-]*fsPath:[ \t]*[\"']?([^\"'#\r\n]+?)[\"']?[ \t]*(?:#.*)?\r?$"
)
_NAME = lazy_regex.compile(rb"(?m)^[ \t-]*name:[ \t]*[\"']?([^\"'#\r\n]+?)[\"']?[ \t]*(?:#.*)?\r?$")
_ENTRY = lazy_regex.compile(rb"(?m)^[ \t]*-(?=\s)")
_PAGES = lazy_regex.compile(
    rb"(?m)^[ \t]*(?:docs_dir|contentDir|src)[ \t]*[:=][ \t]*[\"']?([^\"'#\r\n]+?)[\"']?[ \t]*"
    rb"(?:#.*)?\r?$"
)

_MARKS = (
    (Dialect.DENDRON, DENDRON_VAULT, ""),
    (Dialect.LOGSEQ, LOGSEQ, ""),
    (Dialect.OBSIDIAN, QUARTZ, QUARTZ_PAGES),
    (Dialect.OBSIDIAN, OBSIDIAN, ""),
)
"""What marks a vault, and its folder from there; the last of several counts."""


def layout_of(settings: Settings, listing: Listing) -> Layout:
    """Return how the files of a base belong together."""
    marked = _marked(listing)
    root = Dialect.DENDRON if DENDRON in listing.others else marked.get("", Dialect.COMMONMARK)
    names: Mapping[str, str] = {}
    if settings.vaults is not None:
        folders: Iterable[str] = settings.vaults
    elif root is Dialect.DENDRON:
        folders = names = _vaults_of_dendron(settings)
    else:
        folders = () if "" in marked else sorted(marked)
    vaults = [
        _vault(
            settings,
            folder,
            root if root is Dialect.DENDRON else marked.get(folder, root),
            names.get(folder, ""),
        )
        for folder in folders
    ]
    found = _sites(settings, listing)
    roots = (root for site in found for root in site.roots)
    return Layout(
        _vault(settings, "", root),
        tuple(sorted((each for each in vaults if each.folder), key=_depth)),
        tuple(dict.fromkeys((*settings.link_roots, *roots))),
        found,
        settings.ignore_links,
        listing.linked,
        listing.hidden,
        settings.link_style is Style.TITLE,
    )


def _marked(listing: Listing) -> dict[str, Dialect]:
    """The folders in which an app keeps its settings, or a wiki its sidebar, with its dialect."""
    found: dict[str, Dialect] = {}
    for path in listing.markdown:
        folder, _, name = path.rpartition("/")
        if name in WIKI and f"{folder}/Home.md".lstrip("/") in listing.markdown:
            found[folder] = Dialect.WIKI
    for dialect, mark, below in _MARKS:
        ends = (path for path in listing.others if f"/{path}".endswith(f"/{mark}"))
        found |= {(path.removesuffix(mark) + below).rstrip("/"): dialect for path in ends}
    return found


def _vault(settings: Settings, folder: str, dialect: Dialect, name: str = "") -> Vault:
    dialect = settings.dialect or dialect
    if settings.resolution == "auto":
        return Vault(folder, dialect, dialect is not Dialect.COMMONMARK, name)
    return Vault(folder, dialect, settings.resolution == "nearest", name)


def _depth(vault: Vault) -> tuple[int, str]:
    """The deepest comes first, so that a file is in the innermost of nested vaults."""
    return -vault.folder.count("/"), vault.folder


def _vaults_of_dendron(settings: Settings) -> dict[str, str]:
    """The folders of the vaults that a workspace has, with what it calls them."""
    found = {}
    for entry in _ENTRY.split(_text(settings, DENDRON)):
        if folders := _FS_PATH.findall(entry):
            name = _NAME.search(entry)
            found[_decoded(folders[0])] = _decoded(name[1]) if name else ""
    return {folder: name for folder, name in found.items() if folder}


def _sites(settings: Settings, listing: Listing) -> tuple[Site, ...]:
    if not any(path.rpartition("/")[2] in GENERATORS for path in listing.others):
        return ()
    from codex_tools.base.resolver.sites import configurations, sites

    configured = configurations(listing.others, listing.markdown)
    folders: list[str] = []
    for path in configured:
        folder, _, name = path.rpartition("/")
        named = _named_in(settings, path, _PAGES) if name in WITH_FOLDERS else ()
        folders += [f"{folder}/{below}".strip("/") for below in named]
    files = (*listing.markdown, *listing.others)
    return sites(configured, files, folders) if configured else ()


def _named_in(settings: Settings, path: str, pattern: re.Pattern[bytes]) -> list[str]:
    """The folders that a file names, as the only group of a pattern gives them."""
    names = map(_decoded, pattern.findall(_text(settings, path)))
    return [name for name in names if name]


def _decoded(name: bytes) -> str:
    return name.decode("utf-8", "replace").strip("./ ")


def _text(settings: Settings, path: str) -> bytes:
    try:
        return read_inside(settings.root, settings.root / path, MAX_CONFIGURATION)
    except GuardedError:
        return b""
