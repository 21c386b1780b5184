"""Settings and listed files → which vaults there are, and whose rules their links follow."""

from __future__ import annotations

import re
from collections.abc import Iterable

from codex_tools.base.resolver.layout import Dialect, Layout, Vault
from codex_tools.base.resolver.sites import Site, configurations, sites
from codex_tools.model import Style
from codex_tools.runtime import lazy_regex
from codex_tools.settings import Settings
from codex_tools.storage.files import Listing
from codex_tools.storage.guarded import MAX_CONFIGURATION, GuardedError, read_inside
from codex_tools.storage.marks import DENDRON, OBSIDIAN, WITH_FOLDERS

_FS_PATH = lazy_regex.compile(
    rb"(?m)^[ \t-]*fsPath:[ \t]*[\"']?([^\"'#\r\n]+?)[\"']?[ \t]*(?:#.*)?\r?$"
)
_PAGES = lazy_regex.compile(
    rb"(?m)^[ \t]*(?:docs_dir|contentDir|src)[ \t]*[:=][ \t]*[\"']?([^\"'#\r\n]+?)[\"']?[ \t]*"
    rb"(?:#.*)?\r?$"
)


def layout_of(settings: Settings, listing: Listing) -> Layout:
    """Return how the files of a base belong together."""
    marked = marked_vaults(listing)
    dendron = DENDRON in listing.others
    if settings.vaults is not None:
        folders: Iterable[str] = settings.vaults
    elif dendron:
        folders = _named_by_dendron(settings)
    else:
        folders = () if "" in marked else marked
    root = Dialect.OBSIDIAN if "" in marked else Dialect.COMMONMARK
    vaults = [
        _vault(settings, folder, _dialect(folder, marked, dendron, root)) for folder in folders
    ]
    found = _sites(settings, listing)
    roots = (root for site in found for root in site.roots)
    return Layout(
        _vault(settings, "", Dialect.DENDRON if dendron else root),
        tuple(sorted((each for each in vaults if each.folder), key=_depth)),
        tuple(dict.fromkeys((*settings.link_roots, *roots))),
        found,
        settings.ignore_links,
        listing.linked,
        listing.hidden,
        settings.link_style is Style.TITLE,
    )


def marked_vaults(listing: Listing) -> list[str]:
    """Return the folders that Obsidian keeps its settings in, the root as an empty text."""
    ends = sorted(path for path in listing.others if f"/{path}".endswith(f"/{OBSIDIAN}"))
    return [path.removesuffix(OBSIDIAN).rstrip("/") for path in ends]


def _dialect(folder: str, marked: list[str], dendron: bool, root: Dialect) -> Dialect:
    if dendron:
        return Dialect.DENDRON
    return Dialect.OBSIDIAN if folder in marked else root


def _vault(settings: Settings, folder: str, dialect: Dialect) -> Vault:
    dialect = settings.dialect or dialect
    if settings.resolution == "auto":
        return Vault(folder, dialect, dialect is not Dialect.COMMONMARK)
    return Vault(folder, dialect, settings.resolution == "nearest")


def _depth(vault: Vault) -> tuple[int, str]:
    """The deepest comes first, so that a file is in the innermost of nested vaults."""
    return -vault.folder.count("/"), vault.folder


def _named_by_dendron(settings: Settings) -> list[str]:
    return _named_in(settings, DENDRON, _FS_PATH)


def _sites(settings: Settings, listing: Listing) -> tuple[Site, ...]:
    configured = configurations(listing.others)
    folders: list[str] = []
    for path in configured:
        folder, _, name = path.rpartition("/")
        named = _named_in(settings, path, _PAGES) if name in WITH_FOLDERS else ()
        folders += [f"{folder}/{below}".strip("/") for below in named]
    files = (*listing.markdown, *listing.others)
    return sites(configured, files, folders) if configured else ()


def _named_in(settings: Settings, path: str, pattern: re.Pattern[bytes]) -> list[str]:
    """The folders that a file names, as the only group of a pattern gives them."""
    try:
        data = read_inside(settings.root, settings.root / path, MAX_CONFIGURATION)
    except GuardedError:
        return []
    found = pattern.findall(data)
    names = (each.decode("utf-8", "replace").strip("./ ") for each in found)
    return [name for name in names if name]
