"""A reference → the files of exactly its name or path, and those that differ in case alone."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from codex_tools.base.names import fold_case, stem, without_ending
from codex_tools.base.resolver.layout import Dialect, Layout, Vault
from codex_tools.base.resolver.places import Places
from codex_tools.base.resolver.space import Space
from codex_tools.model import Link, Note, ResolvedBy, Syntax

if TYPE_CHECKING:
    from codex_tools.base.resolver.pages import Pages

Ways = tuple[tuple[str, ...], ResolvedBy | None]


class Exact:
    """Lookups by name and path for the links in a vault, each done once."""

    def __init__(
        self,
        vault: Vault,
        space: Space,
        places: Places,
        layout: Layout,
        notes: Mapping[str, Note],
        pages: Pages | None,
    ) -> None:
        self.vault, self.names, self._called = vault, space.names, space.called
        self._places, self._layout, self._notes, self._pages = places, layout, notes, pages
        self._known: dict[tuple[str, str, Syntax], Ways] = {}

    def with_notes(
        self, space: Space, places: Places, notes: Mapping[str, Note], pages: Pages | None
    ) -> Exact:
        """Return the same lookups for other notes at the same paths."""
        from copy import copy

        other = copy(self)
        other.names, other._called = space.names, space.called
        other._places, other._notes, other._pages = places, notes, pages
        other._known = {}
        return other

    def is_path_of_note(self, target: str) -> bool:
        """Tell whether a text that is no address is a path from the root as it stands, and can be
        read in no other way. Most paths in fields are such."""
        is_known = target in self._notes and "/" in target and not self.vault.folder
        return is_known and "#" not in target and ":" not in target

    def find(self, link: Link, source: str, kinds: frozenset[str]) -> Ways:
        """Return the files that ``link`` in ``source`` names, and whether by name, path or case."""
        target = link.target
        is_path = "/" in target or link.syntax.is_address
        folder = source.rpartition("/")[0] if is_path else ""
        paths, by = self._found(target, folder, link.syntax, is_path)
        if is_path and self._pages and link.syntax is not Syntax.VALUE:
            if by is None:
                paths, by = self._on_site(self._pages, target, source, link.syntax)
            if by is ResolvedBy.CASE and self._pages.lowers(target, source):
                by = ResolvedBy.PAGE
        return self.one_of(paths, source, kinds), by

    def _found(self, target: str, folder: str, syntax: Syntax, is_path: bool = True) -> Ways:
        key = target, folder, syntax
        if key not in self._known:
            search = self._by_path(*key) if is_path else self._by_name(target)
            self._known[key] = self._judged(search, target)
        return self._known[key]

    def _on_site(self, pages: Pages, target: str, source: str, syntax: Syntax) -> Ways:
        """Look a path up as a site serves its pages. One that names a file is looked up as such by
        the generator itself, and is no address."""
        from codex_tools.base.resolver.sites import folders_of_page

        served = folders_of_page(source, self._layout.sites)
        if syntax.is_address and without_ending(target) == target and not target.startswith("/"):
            for folder in served:
                paths, by = self._found(target, folder, syntax)
                if by is not None:
                    return paths, ResolvedBy.PAGE if by is ResolvedBy.PATH else by
        for place in pages.places(target, source):
            if at := self._places.at(place):
                return (at,), ResolvedBy.PAGE
        address = target if syntax.is_address else f"/{target}"
        found = pages.find(address, source)
        return ((), None) if found is None else (found, ResolvedBy.PAGE)

    def one_of(self, paths: tuple[str, ...], source: str, kinds: frozenset[str]) -> tuple[str, ...]:
        """Return the files of the wanted kinds, if any are, and of them the nearest, if it counts
        which is near."""
        if len(paths) < 2:
            return paths
        if kinds:
            paths = tuple(path for path in paths if self._kind(path) in kinds) or paths
        return _nearest(paths, source) if self.vault.nearest else paths

    def _kind(self, path: str) -> str:
        note = self._notes.get(path)
        return note.kind if note else ""

    def _judged(self, search: Iterable[tuple[ResolvedBy, Iterable[str]]], target: str) -> Ways:
        """Take the first way that finds anything. Letters that are written in other pieces are no
        other case, and in Obsidian another case is none."""
        for by, paths in search:
            found = tuple(dict.fromkeys(paths))
            if found and by is ResolvedBy.CASE:
                if self.names.any_case:
                    return found, ResolvedBy.NAME
                same = tuple(path for path in found if _is_spelt(path, target))
                return (same, ResolvedBy.NAME) if same else (found, by)
            if found:
                return found, by
        if self.vault.dialect is Dialect.LOGSEQ and _is_day(target):
            return (), ResolvedBy.NAME
        if self.vault.dialect is Dialect.DENDRON and target.endswith(".*"):
            below = any(note.name.startswith(target[:-1]) for note in self.names.notes.values())
            return (), ResolvedBy.NAME if below else None
        return (), None

    def _by_name(self, target: str) -> Iterator[tuple[ResolvedBy, Iterable[str]]]:
        yield ResolvedBy.NAME, self.names.named(target)
        if self._called:
            yield ResolvedBy.NAME, self._called.find(target)
        if self.vault.dialect is Dialect.COMMONMARK:
            yield ResolvedBy.NAME, self.names.numbered(target)
        yield ResolvedBy.CASE, self.names.in_any_case(target)

    def _by_path(
        self, target: str, folder: str, syntax: Syntax
    ) -> Iterator[tuple[ResolvedBy, Iterable[str]]]:
        if self._called and not syntax.is_address:
            yield ResolvedBy.NAME, self._called.find(target)
        places: list[str] = []
        for place in self._begins(target, folder, syntax):
            if place[:3] != "../":
                if found := self._places.at(place):
                    yield ResolvedBy.PATH, [found]
                places.append(place)
        has_end = target[:1] not in ("/", "") and not _is_dotted(target)
        is_strict = syntax.is_address and self.vault.dialect is Dialect.COMMONMARK
        if has_end and not self.names.any_case:
            ending = self._ending_with(target, self.names.named, str)
            yield ResolvedBy.PATH, filter(self._is_attachment, ending) if is_strict else ending
        yield from ((ResolvedBy.CASE, self._places.in_any_case(place)) for place in places)
        if has_end and not is_strict:
            yield ResolvedBy.CASE, self._ending_with(target, self.names.in_any_case, fold_case)

    def _is_attachment(self, path: str) -> bool:
        return path not in self._notes

    def _begins(self, target: str, folder: str, syntax: Syntax) -> Iterator[str]:
        """The paths from the root that a path may be, the likeliest first."""
        is_link = syntax is Syntax.WIKILINK
        outside = [""] if not (is_link and self.vault.dialect is Dialect.OBSIDIAN) else []
        roots = list(dict.fromkeys((self.vault.folder, *outside)))
        path = target.lstrip("/")
        if target.startswith("/"):
            if self.vault.dialect is Dialect.DENDRON:  # whose vaults have their files together
                roots += [vault.folder for vault in self._layout.vaults]
            yield from (_joined(root, path) for root in roots)
            for root in self._layout.link_roots:
                yield from (_joined(root, path), _joined(root, f"{path}/index.md"))
        elif _is_dotted(target) or syntax.is_address:
            yield from (_joined(folder, target), *(_joined(root, path) for root in roots))
        else:
            first, *rest = (_joined(root, path) for root in roots)
            yield from (first, _joined(folder, target), *rest)

    def _ending_with(
        self, target: str, named: Callable[[str], Iterable[str]], form: Callable[[str], str]
    ) -> list[str]:
        """The files whose path ends with a path."""
        path = posixpath.normpath(target)
        tails = (form(f"/{path}"), form(f"/{without_ending(path)}.md"), form(f"/{path}.markdown"))
        return [
            found
            for found in named(path.rpartition("/")[2])
            if any(form(f"/{name}").endswith(tails) for name in self._places.names_of(found))
        ]


def _nearest(paths: tuple[str, ...], source: str) -> tuple[str, ...]:
    from codex_tools.base.resolver.nearest import choose

    return choose(paths, source)


def _is_day(target: str) -> bool:
    from codex_tools.base.resolver.called import day_of

    return bool(day_of(target))


def _joined(folder: str, path: str) -> str:
    if path and path[0] != "." and path[-1] != "/" and "/." not in path and "//" not in path:
        return f"{folder}/{path}" if folder else path
    return posixpath.normpath(posixpath.join(folder, path))


def _is_dotted(target: str) -> bool:
    return target.startswith(("./", "../")) or target in (".", "..")


def _is_spelt(path: str, target: str) -> bool:
    """Tell whether a path has the name of ``target`` but for how its letters are pieced together.

    Where folders differ in case, so does the path.
    """
    import unicodedata

    parts = [each for each in target.split("/") if each not in ("", ".", "..")]
    own, given = "/".join(path.split("/")[-len(parts) :]), "/".join(parts)
    names = {unicodedata.normalize("NFC", each) for each in (own, without_ending(own), stem(own))}
    return unicodedata.normalize("NFC", given) in names
