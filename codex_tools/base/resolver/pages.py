"""Addresses as sites serve their pages → the files of these pages.

A page has the address that its path makes, without the ending and without what its generator drops
of names, that of the date in its name, and those that its front matter gives.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from codex_tools.base.fields import USUAL_NAMES, Meaning
from codex_tools.base.names import ending, fold_case
from codex_tools.base.resolver.nearest import choose
from codex_tools.base.resolver.sites import INDEXES, Generator, Site, folders_of_page, is_below
from codex_tools.model import Note

_ENDINGS = (".md", ".markdown", ".mdx", ".html", ".rst", ".ipynb", ".adoc", ".qmd", ".org")
_SCRIPTS = (".astro", ".js", ".jsx", ".ts", ".tsx", ".vue")
_DATED = re.compile(r"(?P<above>(?:.*/)?)(?P<day>\d{4}-\d\d-\d\d)-(?P<rest>[^/]+)\Z")
_GIVEN = ("permalink", "slug", "redirect_from", *USUAL_NAMES[Meaning.ALIASES])
_GIVEN += USUAL_NAMES[Meaning.URL][:1]
"""Fields in which a page says what its address is, or was."""


class Pages:
    """The pages of all sites in a base. ``notes`` and ``others`` are its files."""

    def __init__(
        self, sites: tuple[Site, ...], notes: Mapping[str, Note], others: Collection[str]
    ) -> None:
        self._sites, self._notes, self._others = sites, notes, others
        self._tables: dict[Site, Mapping[str, list[str]]] = {}

    def find(self, target: str, source: str) -> tuple[str, ...] | None:
        """Return the page that has an address, ``None`` if none has; no path stands for a page that
        is none of the files, or for one of several."""
        for site in self._sites:
            if not site.holds(source):
                continue
            for key in _keys(site, target, source):
                paths = self._table(site).get(key, ())
                if paths or any(_fits(key, pattern) for pattern in site.generator.made):
                    nearest = choose(paths, source)
                    return nearest if len(nearest) == 1 else ()
        return None

    def lowers(self, target: str, source: str) -> bool:
        """Tell whether a text in small letters is an address on a site whose addresses have small
        letters, whatever the files have."""
        site = next((each for each in self._sites if each.holds(source)), None)
        is_page = site is not None and site.generator.lowered and not target.endswith(_ENDINGS)
        return is_page and target == target.lower()

    def places(self, target: str, source: str) -> Iterator[str]:
        """Yield the paths from the root that a text gives which begins with the mark of a
        generator, or that of a file as seen from the roots of the site, the innermost first."""
        for site in filter(lambda each: each.holds(source), self._sites):
            alias = site.generator.alias
            if alias and target.startswith(alias):
                yield from _below((site.folder, ""), target.removeprefix(alias))
            elif site.generator.from_roots and _is_file_below(target):
                yield from _below(site.begins(source), target)

    def addresses(self, target: str, source: str, path: str) -> Iterator[str]:
        """Yield addresses of the file at ``path``, in the form that ``target`` has."""
        for site in self._sites:
            alias = site.generator.alias
            if not (site.holds(source) and site.holds(path)):
                continue
            if alias and target.startswith(alias):
                yield alias + posixpath.relpath(path, site.folder or ".")
            if site.generator.from_roots and _is_file_below(target):
                roots = (root for root in site.begins(source) if is_below(path, root))
                yield from (_from(root, path) for root in roots)
                continue
            letters = str.lower if self.lowers(target, source) else str
            yield from map(letters, _served(site, target, source, path))

    def _table(self, site: Site) -> Mapping[str, list[str]]:
        if site not in self._tables:
            table: defaultdict[str, list[str]] = defaultdict(list)
            scripts = tuple(root for root in site.roots if root.endswith("pages"))
            for path in (*self._notes, *self._others):
                if path.endswith(_ENDINGS) or (
                    scripts and path.startswith(scripts) and path.endswith(_SCRIPTS)
                ):
                    for key in self._keys_of(site, path):
                        table[key].append(path)
            table.default_factory = None
            self._tables[site] = table
        return self._tables[site]

    def _keys_of(self, site: Site, path: str) -> Iterator[str]:
        note = self._notes.get(path)
        keys: dict[str, None] = {}
        for root in site.roots_of(path):
            place = posixpath.splitext(path[len(root) :].lstrip("/"))[0]
            above, _, name = place.rpartition("/")
            place = above if name in INDEXES else place
            keys |= dict.fromkeys(_forms(place, site.generator))
            if note:
                keys |= dict.fromkeys(_given(note, place))
        yield from keys


def _keys(site: Site, target: str, source: str) -> Iterator[str]:
    """The addresses from the root of a site that a text in ``source`` may be."""
    end = ending(target)
    if end == ".html" and site.generator.html:
        target = target[: -len(end)]
    elif end in _ENDINGS or target.endswith(_ENDINGS):
        return
    if target.startswith("/"):
        yield _key(target)
        return
    for folder in (*folders_of_page(source, (site,)), posixpath.dirname(source)):
        place = posixpath.normpath(posixpath.join(folder, target))
        for root in site.roots_of(f"{place}/"):
            yield _key(place[len(root) :])


def _served(site: Site, target: str, source: str, path: str) -> Iterator[str]:
    """The addresses at which a site serves a file, in the form that ``target`` has."""
    end = ".html" if target.endswith(".html") else "/" * target.endswith("/")
    page = path.removesuffix(".md")
    for root in site.roots_of(path):
        if target.startswith("/"):
            yield f"/{_from(root, page)}{end}"
            continue
        for folder in (*folders_of_page(source, (site,)), posixpath.dirname(source)):
            yield posixpath.relpath(page, folder or ".") + end


def _from(root: str, path: str) -> str:
    return path[len(root) :].lstrip("/")


def _is_file_below(target: str) -> bool:
    """Tell whether a text is the path of a page from some folder, and no way from the page."""
    return target.endswith(_ENDINGS) and target[:1] not in ("/", ".")


def _below(folders: Iterable[str], path: str) -> Iterator[str]:
    for folder in dict.fromkeys(folders):
        yield posixpath.normpath(posixpath.join(folder, path))


def _key(address: str) -> str:
    """An address in the form in which addresses are compared."""
    parts = address.strip("/").split("/")
    if parts[-1] in INDEXES:
        parts.pop()
    return fold_case("/".join(parts))


def _forms(place: str, generator: Generator) -> Iterator[str]:
    """The addresses that a path makes."""
    yield _key(place)
    if generator.dropped:
        place = re.sub(rf"(?:^|(?<=/))(?:{generator.dropped})(?=[^/])", "", place)
    if generator.joined:
        place = place.replace(" ", "-")
    yield _key(place)
    if dated := _DATED.match(place):
        above, title, day = dated["above"], dated["rest"], dated["day"].replace("-", "/")
        yield from map(_key, (f"{above}{title}", f"{above}{day}/{title}", f"{day}/{title}"))


def _given(note: Note, place: str) -> Iterator[str]:
    """The addresses that the front matter of a page gives; one without a slash at its beginning
    takes the place of the last part."""
    section, above = place.partition("/")[0], posixpath.dirname(place)
    for name in _GIVEN:
        value = note.document.fields.get(name)
        for given in value if isinstance(value, list) else (value,):
            if not isinstance(given, str) or not given.strip("/"):
                continue
            yield _key(given)
            yield _key(f"{section if given.startswith('/') else above}/{given.lstrip('/')}")


def _fits(key: str, pattern: str) -> bool:
    from fnmatch import fnmatchcase

    return fnmatchcase(key, pattern)
