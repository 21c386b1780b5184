"""The configuration files of site generators → where the addresses of their pages begin.

On a site that serves ``a/b.md`` at ``a/b/``, a browser looks up ``../c`` from that folder: see
``use_directory_urls`` of MkDocs, and pretty URLs of Hugo and Astro.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from codex_tools.storage.marks import OLD_HUGO, QUARTZ, QUARTZ_PAGES, VITEPRESS

_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Za-z]{2,4})?")


class Generator(NamedTuple):
    """How a generator makes addresses of pages.

    ``roots`` are the folders beside the configuration whose files stand at the root of the site.
    ``in_folders`` tells that each page is served as a folder, ``html`` that its address may end
    with ``.html``, ``joined`` that blanks in names become hyphens, ``lowered`` that letters become
    small, ``from_roots`` that the path of a file may begin at the root that holds the page, or at
    the site. ``labels`` tells that a label is known on all pages, ``blank_first`` that a front
    matter counts below empty lines too. ``dropped`` is a pattern of what addresses lack of the
    beginning of a name, ``alias`` a mark before a path from the folder of the configuration;
    ``made`` are patterns of addresses of pages that it makes itself, ``copies`` one of folders that
    hold the pages of another version or language.
    """

    roots: tuple[str, ...] = ("",)
    in_folders: bool = False
    html: bool = False
    joined: bool = False
    lowered: bool = False
    from_roots: bool = False
    labels: bool = False
    blank_first: bool = False
    dropped: str = ""
    alias: str = ""
    made: tuple[str, ...] = ()
    copies: str = ""


def is_below(path: str, folder: str) -> bool:
    """Tell whether a path is in a folder; all are in the root."""
    return not folder or path.startswith(f"{folder}/")


class Site(NamedTuple):
    """A site in a base: the folder of its configuration, and those of its pages and files."""

    folder: str
    generator: Generator
    roots: tuple[str, ...]

    def holds(self, path: str) -> bool:
        """Tell whether a file is part of the site."""
        return any(is_below(path, root) for root in self.roots)

    def roots_of(self, path: str) -> list[str]:
        """Return the roots that a file is below."""
        return [root for root in self.roots if is_below(path, root)]

    def begins(self, page: str) -> list[str]:
        """Return the folders from which a page names files, the innermost first. One of a copy
        names those of the copy, and then those that it is a copy of."""
        copies, above = self.generator.copies, f"{self.folder}/".lstrip("/")
        copy = re.match(f"(?:{copies})(?=/)", page[len(above) :]) if copies else None
        roots = (above + copy[0], *self.roots) if copy else self.roots_of(page)
        return sorted({*roots, self.folder}, key=lambda root: (-len(root), root))


_FEEDS = ("*index.xml", "*feed.xml", "*rss.xml", "*atom.xml", "*sitemap.xml")
_LISTS = ("*tags", "*tags/*", "*categories", "*categories/*", *_FEEDS)
_MKDOCS = Generator(("docs",), in_folders=True, made=_LISTS)
_HUGO = Generator(
    ("content", "static", "assets"),
    in_folders=True,
    joined=True,
    lowered=True,
    from_roots=True,
    blank_first=True,
    made=_LISTS,
)
_JEKYLL = Generator(("", "source"), html=True, dropped="_", made=_LISTS)
_MDBOOK = Generator(("src",), html=True, made=("print", "toc"))
_SPHINX = Generator(html=True, labels=True, made=("genindex", "*modindex", "search"))
_DOCUSAURUS = Generator(
    ("", "static", "src/pages", "docs", "blog"),
    from_roots=True,
    dropped=r"\d+\s*[-_.]+\s*(?![\d.])",
    alias="@site/",
    made=(*_LISTS, "*category/*", "blog/archive", "blog/authors*", "blog/page/*", "search"),
    copies=r"(?:[^/]+_)?versioned_docs/[^/]+|i18n/[^/]+/[^/]+(?:/(?:current|version-[^/]+))?",
)
_ASTRO = Generator(
    ("src/content/docs", "src/pages", "public"),
    in_folders=True,
    joined=True,
    lowered=True,
    made=_LISTS,
)
_QUARTZ = Generator((QUARTZ_PAGES, "docs"), joined=True, made=_LISTS)
_ELEVENTY = Generator(("", "src", "content"), in_folders=True, html=True, made=_LISTS)
_VITEPRESS = Generator(("", "public"), html=True, alias="@/")
_NEXTRA = Generator(("pages", "src/pages", "content", "src/content", "public"))
_NUXT = Generator(("content", "public"), lowered=True, dropped=r"\d+\.")
_DOCFX = Generator(html=True, alias="~/")

_BY_NAME: Mapping[Generator, str] = {
    _MKDOCS: "mkdocs.yml mkdocs.yaml zensical.toml zensical.yml",
    _HUGO: "hugo.toml hugo.yaml hugo.yml hugo.json",
    _JEKYLL: "_config.yml _config.yaml",
    _MDBOOK: "book.toml",
    _SPHINX: "conf.py myst.yml",
    _DOCUSAURUS: "docusaurus.config.js docusaurus.config.ts docusaurus.config.mjs",
    _ASTRO: "astro.config.mjs astro.config.ts astro.config.js",
    _QUARTZ: QUARTZ,
    _ELEVENTY: "eleventy.config.js eleventy.config.mjs .eleventy.js",
    _VITEPRESS: VITEPRESS,
    _NEXTRA: "next.config.js next.config.mjs next.config.ts",
    _NUXT: "nuxt.config.ts nuxt.config.js",
    _DOCFX: "docfx.json",
}

GENERATORS: Mapping[str, Generator] = MappingProxyType(
    {name: generator for generator, names in _BY_NAME.items() for name in names.split()}
)
"""By the name of the file that configures one."""

_BESIDE_HUGO = ("archetypes", "layouts", "themes")
_PARTS = "config/_default"
"""Where Hugo may keep a configuration in several files."""

INDEXES = frozenset({"index", "_index", "README", "readme"})
"""The names of pages that are served as their folder."""


def configurations(files: Collection[str], notes: Collection[str]) -> list[str]:
    """Return those of some files that configure a site; ``notes`` are all others of the base."""
    names = GENERATORS.keys() | OLD_HUGO
    found = sorted(path for path in files if path.rpartition("/")[2] in names)
    return [
        path
        for path in found
        if path.rpartition("/")[2] in GENERATORS or _is_hugo(_folder_of(path), (*files, *notes))
    ]


def _is_hugo(folder: str, files: Iterable[str]) -> bool:
    """Tell whether a folder has what Hugo keeps beside its configuration."""
    begins = tuple(f"{folder}/{name}/".lstrip("/") for name in _BESIDE_HUGO)
    return any(path.startswith(begins) for path in files)


def _folder_of(path: str) -> str:
    """The folder of the site that a file configures."""
    folder = path.rpartition("/")[0]
    return folder[: -len(_PARTS)].rstrip("/") if f"/{folder}".endswith(f"/{_PARTS}") else folder


def sites(
    configured: Iterable[str], files: Iterable[str], folders: Collection[str] = ()
) -> tuple[Site, ...]:
    """Return the sites of some configurations, the deepest first.

    ``files`` are all of the base, ``folders`` those that configurations name as that of the pages.
    """
    languages = _languages(files)
    found: dict[Site, None] = {}
    for path in configured:
        folder, generator = _folder_of(path), GENERATORS.get(path.rpartition("/")[2], _HUGO)
        own = [f"{folder}/{root}".strip("/") for root in generator.roots]
        own += [each for each in folders if not folder or each.startswith(f"{folder}/")]
        above = set(own) - {folder} if generator.in_folders else set()
        own += [each for each in languages if each.rpartition("/")[0] in above]
        found[Site(folder, generator, tuple(dict.fromkeys(own)))] = None
    return tuple(sorted(found, key=lambda site: -len(site.folder)))


def _languages(files: Iterable[str]) -> list[str]:
    """The folders that are named after a language, of all pages."""
    folders: dict[str, None] = {}
    for path in files:
        parts = path.split("/")[:-1]
        for depth, part in enumerate(parts[:4]):
            if _LANGUAGE.fullmatch(part):
                folders["/".join(parts[: depth + 1])] = None
    return list(folders)


def folders_of_page(path: str, found: Iterable[Site]) -> Iterator[str]:
    """Yield the folder as which a page is served, where that is not the one it stands in."""
    page = path.removesuffix(".md")
    if page.rpartition("/")[2] not in INDEXES:
        yield from (page for site in found if site.generator.in_folders and site.holds(path))
