"""From a reference as written to the file it names.

The order is: path → exact name → folded name → moved file → title. Ambiguous is told from gone,
and what is gone gets suggestions that nothing acts upon by itself.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from codex_tools.base.names import fold, stem, without_md, words
from codex_tools.base.resolver.folded import FoldedIndex
from codex_tools.base.resolver.suggestions import Suggester
from codex_tools.model import Link, Note, ResolvedBy
from codex_tools.storage.walking import MARKDOWN

_TELLING = 3
"""A name of so many words tells which file is meant, in whatever folder it is by now; `report` and
`index` do not."""

Found = tuple[tuple[str, ...], ResolvedBy | None]
"""The files that a reference may mean, and how they were found; ``None`` when there are none."""


def is_sure(target: str, path: str) -> bool:
    """Tell whether a path that is not there surely means the file of the same name at another:
    where the name tells which it is, or where one folder holds the other."""
    old, new = (f"/{each.strip('/').rpartition('/')[0]}/" for each in (target, path))
    within = new.startswith(old) or old.startswith(new)
    return within or len(words(stem(path))) >= _TELLING


class Resolver:
    """Lookup of files by path, name, folded name and title.

    ``notes`` maps paths to notes; ``others`` are files that are no notes, such as pictures.
    """

    def __init__(self, notes: Mapping[str, Note], others: Collection[str] = ()) -> None:
        self._notes = notes
        self._others = others
        self._by_name: dict[str, str | list[str]] = {}
        for path, note in notes.items():
            self._add(note.name, path)
        self._known: dict[frozenset[str], dict[str, Found]] = defaultdict(dict)
        self._known_paths: dict[tuple[str, str, bool, frozenset[str]], Found] = {}

    def _add(self, name: str, path: str) -> None:
        """Take in a file. Most names are those of one file alone, so most need no list.

        One that looks like a file name has one: it may mean another file, without the ending.
        """
        others = self._by_name.setdefault(name, [] if name.endswith(MARKDOWN) else path)
        if isinstance(others, list):
            others.append(path)
        elif others is not path:
            self._by_name[name] = [others, path]

    def _named(self, name: str) -> tuple[str, ...]:
        found = self._by_name.get(name, ())
        return (found,) if isinstance(found, str) else tuple(found)

    def unique_match(self, target: str) -> str | None:
        """Return the only file that a plain wikilink can mean because it alone has this name."""
        found = self._by_name.get(target)
        return found if type(found) is str else None

    @cached_property
    def _by_fold(self) -> FoldedIndex:
        notes = self._notes  # alone, so that the two do not hold each other
        return FoldedIndex(notes, lambda path: notes[path].name)

    @cached_property
    def _by_title(self) -> FoldedIndex:
        notes = self._notes
        return FoldedIndex(notes, lambda path: notes[path].title)

    @cached_property
    def _other_names(self) -> Mapping[str, list[str]]:
        names: dict[str, list[str]] = defaultdict(list)
        for path in sorted(self._others):
            names[path.rsplit("/", 1)[-1]].append(path)
        return names

    def resolve(self, link: Link, source: str, kinds: frozenset[str] = frozenset()) -> Found:
        """Return the files that ``link`` in the file ``source`` may mean.

        One file: resolved. Several: ambiguous. None: gone. Where several files bear the name,
        those of ``kinds`` are preferred.
        """
        target = link.target
        if not target:
            return (source,), ResolvedBy.EXACT
        if "/" in target or link.syntax.is_address:
            return self._resolve_path(link, source, kinds)
        if (path := self.unique_match(target)) is not None:
            return (path,), ResolvedBy.EXACT
        known = self._known[kinds]
        if target not in known:
            found, how = self._search(target, "", False)
            known[target] = self._prefer(found, kinds), how
        return known[target]

    def _resolve_path(self, link: Link, source: str, kinds: frozenset[str]) -> Found:
        """As :meth:`resolve`, for a path, which may begin at the folder of ``source``."""
        key = (link.target, source.rpartition("/")[0], link.syntax.is_address, kinds)
        if key not in self._known_paths:
            found, how = self._search(*key[:3])
            self._known_paths[key] = self._prefer(found, kinds), how
        return self._known_paths[key]

    def _prefer(self, found: Iterable[str], kinds: frozenset[str]) -> tuple[str, ...]:
        paths = tuple(found)
        if len(paths) < 2 or not kinds:
            return paths
        wanted = tuple(path for path in paths if self._kind(path) in kinds)
        return wanted or paths

    def _kind(self, path: str) -> str:
        note = self._notes.get(path)
        return note.kind if note else ""

    def _search(self, target: str, folder: str, relative: bool) -> Found:
        if "/" in target or relative:
            found = self._at_path(target, folder, relative)
            if found:
                return found, ResolvedBy.PATH
        name = stem(target)
        if "/" not in target and (named := self._named(name)):
            return named, ResolvedBy.EXACT
        for other in (target, f"{target}.md"):
            if other in self._other_names:
                return tuple(self._other_names[other]), ResolvedBy.EXACT
        return ((), None) if relative else self._inexact(target, name)

    def _at_path(self, target: str, folder: str, relative: bool) -> tuple[str, ...]:
        places = [posixpath.normpath(target.lstrip("/"))]
        if not target.startswith("/"):
            beside = posixpath.normpath(posixpath.join(folder, target))
            places.insert(0 if relative or target.startswith(".") else 1, beside)
        for place in places:
            for path in (place, f"{place}.md"):
                if path in self._notes or path in self._others or self._is_folder(path):
                    return (path,)
        tail = "/" + without_md(places[-1 if relative else 0]) + ".md"
        return tuple(path for path in self._named(stem(target)) if path.endswith(tail))

    @cached_property
    def _folders(self) -> frozenset[str]:
        found: set[str] = {"."}
        for path in (*self._notes, *self._others):
            folder = path.rpartition("/")[0]
            while folder and folder not in found:
                found.add(folder)
                folder = folder.rpartition("/")[0]
        return frozenset(found)

    def _is_folder(self, path: str) -> bool:
        return path in self._folders

    def _inexact(self, target: str, name: str) -> Found:
        if "/" in target and (named := self._named(name)):
            return named, ResolvedBy.MOVED
        if not fold(name):
            return (), None
        if alike := self._by_fold.find(name):
            return tuple(alike), ResolvedBy.FOLDED
        if titled := self._by_title.find(name):
            return tuple(titled), ResolvedBy.TITLE
        return (), None

    @cached_property
    def _suggester(self) -> Suggester:
        return Suggester(self._notes)

    def suggest(self, target: str) -> str:
        """Return the path of the note whose name is nearest to ``target``, or the empty string."""
        same = self._by_fold.find(stem(target))
        return same[0] if len(same) == 1 else self._suggester.suggest(target)
