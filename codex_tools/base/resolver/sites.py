"""The configuration files of site generators → where `/` begins, and where a page's links begin.

On a site that serves ``a/b.md`` at ``a/b/``, a browser looks up ``../c`` from that folder: see
``use_directory_urls`` of MkDocs, and pretty URLs of Hugo and Astro.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple


class Generator(NamedTuple):
    """``roots`` are the folders beside the configuration whose files stand at the root of the site.
    ``in_folders`` tells that each page is served as a folder."""

    roots: tuple[str, ...] = ()
    in_folders: bool = True


_MKDOCS, _HUGO = Generator(("docs",)), Generator(("content", "static"))
_DOCUSAURUS = Generator(("static",), in_folders=False)
_ASTRO = Generator(("src/content/docs", "public"))

GENERATORS: Mapping[str, Generator] = MappingProxyType(
    {
        "mkdocs.yml": _MKDOCS,
        "mkdocs.yaml": _MKDOCS,
        "zensical.toml": _MKDOCS,
        "hugo.toml": _HUGO,
        "hugo.yaml": _HUGO,
        "hugo.yml": _HUGO,
        "hugo.json": _HUGO,
        "docusaurus.config.js": _DOCUSAURUS,
        "docusaurus.config.ts": _DOCUSAURUS,
        "docusaurus.config.mjs": _DOCUSAURUS,
        "astro.config.mjs": _ASTRO,
        "astro.config.ts": _ASTRO,
    }
)
"""By the name of the file that configures one."""

_INDEXES = frozenset({"index", "_index", "README", "readme"})


def sites(files: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the folders from which `/x` is looked up, and those whose pages are served as folders,
    of all sites that are configured among ``files``."""
    roots: dict[str, None] = {}
    served: dict[str, None] = {}
    for path in sorted(path for path in files if path.rpartition("/")[2] in GENERATORS):
        folder, _, name = path.rpartition("/")
        own = [f"{folder}/{root}".lstrip("/") for root in GENERATORS[name].roots]
        roots |= dict.fromkeys(own)
        served |= dict.fromkeys(own if GENERATORS[name].in_folders else ())
    return tuple(roots), tuple(served)


def folder_of_page(path: str, served: Iterable[str]) -> str:
    """Return the folder as which a page is served; empty where that is the one it stands in."""
    if not any(path.startswith(f"{root}/") for root in served):
        return ""
    page = path.removesuffix(".md")
    return "" if page.rpartition("/")[2] in _INDEXES else page
