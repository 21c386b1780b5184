"""From a reference as written to the file it names, and by what it was found.

The ways are tried from the surest to the loosest, and the first that finds anything ends the
search. What each may be used for stands in :mod:`codex_tools.base.resolver.uses`, and nowhere else.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from codex_tools.base.names import ending
from codex_tools.base.resolver.elsewhere import is_elsewhere
from codex_tools.base.resolver.exact import Exact
from codex_tools.base.resolver.layout import Dialect, Layout
from codex_tools.base.resolver.moved import find_moved, is_usual
from codex_tools.base.resolver.places import Places
from codex_tools.base.resolver.readings import is_external, readings, with_signs
from codex_tools.base.resolver.space import Space
from codex_tools.base.resolver.titles import is_telling
from codex_tools.base.resolver.uses import AMBIGUOUS, EXACT
from codex_tools.model import BODY, FieldPath, Link, Note, ResolvedBy, Syntax

if TYPE_CHECKING:
    from codex_tools.base.resolver.pages import Pages

NO_KINDS: frozenset[str] = frozenset()


class Found(NamedTuple):
    """The files that a reference may mean, and how they were found; no way when there are none.

    A way without files: it leads out of the base, or to something that is no single file.
    """

    paths: tuple[str, ...]
    by: ResolvedBy | None


DENDRON = Dialect.DENDRON
NOTHING_FOUND = Found((), None)
ELSEWHERE = Found((), ResolvedBy.PATH)


class Resolver:
    """Lookup of files by path, by name and by what is like a name.

    ``notes`` maps paths to notes; ``others`` are files that are no notes, such as pictures;
    ``layout`` says which files share their names, and whose rules links follow; ``text`` gives the
    bytes of a note.
    """

    def __init__(
        self,
        notes: Mapping[str, Note],
        others: Collection[str] = (),
        layout: Layout | None = None,
        text: Callable[[str], bytes] = lambda _: b"",
    ) -> None:
        self.layout = layout or Layout()
        self._text = text
        self._notes, self._others = notes, others
        self.places = Places(notes, others, self.layout.linked)
        self._pages = _pages(self.layout, notes, others)
        self._spaces: dict[str, Space] = {}
        self._exact: dict[str, Exact] = {}
        self._known_loosely: dict[tuple[str, str], list[tuple[ResolvedBy, list[str]]]] = {}

    def with_notes(self, notes: Mapping[str, Note], same_titles: bool) -> "Resolver":
        """Return the same lookup for other notes at the same paths, and beside the same files;
        ``same_titles`` tells that their titles and aliases are the same too.

        It is for bases in which notes are called by nothing else.
        """
        from copy import copy

        other = copy(self)
        other._notes, other.places = notes, self.places.with_notes(notes)
        other._pages = _pages(self.layout, notes, self._others)
        spaces = self._spaces.items()
        other._spaces = {name: each.with_notes(notes, same_titles) for name, each in spaces}
        other._exact = {
            folder: each.with_notes(
                other.space(each.vault.name_space), other.places, notes, other._pages
            )
            for folder, each in self._exact.items()
        }
        other._known_loosely = {}
        return other

    def _exact_in(self, source: str) -> Exact:
        """The exact lookups for the vault of a file."""
        vault = self.layout.vault_of(source) if self.layout.vaults else self.layout.root
        known = self._exact.get(vault.folder)
        if known is None:
            space = self.space(vault.name_space)
            known = self._exact[vault.folder] = Exact(
                vault, space, self.places, self.layout, self._notes, self._pages
            )
        return known

    @property
    def names(self) -> tuple[Any, ...]:
        """What files are called, and by what rules: all that an answer rests on but the ids of
        notes, in plain values. It is for bases in which notes are called by nothing else."""
        called = [(note.path, note.title, note.kind) for note in self._notes.values()]
        rules = repr(self.layout._replace(hidden=frozenset()))
        return called, sorted(self._others), rules, sorted(self.layout.hidden)

    @property
    def name_spaces(self) -> frozenset[str]:
        """The folders whose files share their names, see :meth:`space`."""
        vaults = (self.layout.root, *self.layout.vaults)
        return frozenset(vault.name_space for vault in vaults)

    def space(self, folder: str) -> Space:
        """Return the lookups of the files that share their names in a folder."""
        if folder not in self._spaces:
            layout, notes, others = self.layout, self._notes, self._others
            if layout.vaults:
                spaces = {vault.folder: vault.name_space for vault in layout.vaults}

                def belongs(path: str) -> bool:
                    return spaces.get(layout.vault_of(path).folder, "") == folder

                notes = {path: note for path, note in notes.items() if belongs(path)}
                others = frozenset(filter(belongs, others))
            dialect = layout.vault_of(f"{folder}/").dialect
            self._spaces[folder] = Space(notes, others, dialect, self._text)
        return self._spaces[folder]

    def is_path_for(self, source: str) -> Callable[[str], bool]:
        """Return what tells whether a text in a file is the path of a note beyond doubt."""
        return self._exact_in(source).is_path_of_note

    def unique_file_for(self, source: str) -> Callable[[str], str | None]:
        """Return the lookup of the only note that has a name, for values of a file."""
        return self._exact_in(source).names.unique_file

    def unique_match_for(self, source: str) -> Callable[[str], str | None]:
        """Return the lookup of the only file that has a name, for plain wikilinks of a file."""
        return self._exact_in(source).names.unique_match

    def resolve(self, link: Link, source: str, kinds: frozenset[str] = NO_KINDS) -> Found:
        """Return the files that ``link`` in the file ``source`` may mean.

        One file: resolved. Several: ambiguous, or nothing, as the way says. None: gone. Where
        several files bear the name, those of ``kinds`` are preferred.
        """
        return self.read(link, source, kinds)[1]

    def read(self, link: Link, source: str, kinds: frozenset[str] = NO_KINDS) -> tuple[Link, Found]:
        """As :meth:`resolve`, with the reading of the link that names the files."""
        exact = self._exact_in(source)
        if link.raw == link.target and not link.also and not exact.vault.dialect.label_first:
            first, others = link, []
        else:
            first, *others = readings(link, exact.vault.dialect)
        result = self._alive(first, source, kinds, exact)
        if others and result.by not in EXACT:
            found = [(each, self._alive(each, source, kinds, exact)) for each in others]
            wanted = EXACT if result.by else AMBIGUOUS  # case is no fault of another reading
            for each, other in found:
                if other.by in wanted:
                    by = other.by if other.by in EXACT else ResolvedBy.NAME
                    return each._replace(syntax=link.syntax), Found(other.paths, by)
        return first, self._loose(first, source, kinds) if result.by is None else result

    def _alive(self, link: Link, source: str, kinds: frozenset[str], exact: Exact) -> Found:
        if "#" in link.raw:
            for signed in with_signs(link):
                if paths := exact.names.notes_named(signed.target):
                    return Found(exact.one_of(paths, source, kinds), ResolvedBy.NAME)
        if not link.target:
            return Found((source,), ResolvedBy.NAME)
        if (link.syntax is Syntax.WIKILINK or link.also) and is_external(link.target):
            return self._in_dendron(link, source, exact)
        found = Found(*exact.find(link, source, kinds))
        is_gone = found.by is None
        return ELSEWHERE if is_gone and is_elsewhere(link, source, self.layout) else found

    def _in_dendron(self, link: Link, source: str, exact: Exact) -> Found:
        """What ``dendron://vault/name`` names; other schemes lead elsewhere."""
        scheme, _, rest = link.target.partition("://")
        if scheme != "dendron" or exact.vault.dialect is not Dialect.DENDRON:
            return ELSEWHERE
        folder, _, name = rest.partition("/")
        found = [
            path
            for path in exact.names.notes_named(name)
            if self.layout.vault_of(path).is_called(folder)
        ]
        return Found(tuple(found), ResolvedBy.NAME) if found else NOTHING_FOUND

    def _loose(self, link: Link, source: str, kinds: frozenset[str]) -> Found:
        """What a reference names by a title, in another form, or at another place."""
        if not is_name(link):
            return NOTHING_FOUND
        known = self._loosely(link.target, source)
        return (
            Found(*_first_of(known, self._may_be(link, source, kinds))) if known else NOTHING_FOUND
        )

    def _loosely(self, target: str, source: str) -> list[tuple[ResolvedBy, list[str]]]:
        """What each loose way finds that finds anything."""
        folder = self.layout.vault_of(source).name_space
        key = target, folder
        known = self._known_loosely.get(key)
        if known is None:
            ways = self._loose_ways(target, self.space(folder))
            known = self._known_loosely[key] = [each for each in ways if each[1]]
        return known

    def _loose_ways(self, target: str, space: Space) -> Iterator[tuple[ResolvedBy, list[str]]]:
        if is_telling(target) or self.layout.by_title:
            yield ResolvedBy.TITLE, space.titles.find(target)
        yield ResolvedBy.FORM, space.in_other_form(target)
        yield ResolvedBy.MOVED, list(find_moved(target, space.names, self.places))

    def _space_of(self, source: str) -> Space:
        return self.space(self.layout.vault_of(source).name_space)

    def _may_be(self, link: Link, source: str, kinds: frozenset[str]) -> Callable[[str], bool]:
        """What a loose way may find: never the file itself, nor one of another sort or kind."""
        has_ending = bool(ending(link.target))

        def may_be(path: str) -> bool:
            is_sort = has_ending is (path not in self._notes)
            return path != source and is_sort and (not kinds or self._kind(path) in kinds)

        return may_be

    def _kind(self, path: str) -> str:
        note = self._notes.get(path)
        return note.kind if note else ""

    def suggest(self, link: Link, source: str, kinds: frozenset[str] = NO_KINDS) -> Found:
        """Return the files that a reference which names nothing may have meant.

        Several are what nobody can decide between.
        """
        return Found(*_first_of(self._guesses(link, source), self._may_be(link, source, kinds)))

    def _guesses(self, link: Link, source: str) -> Iterator[tuple[ResolvedBy, list[str]]]:
        target, space = link.target, self._space_of(source)
        if is_name(link):
            yield from self._loosely(target, source)
        folder, _, name = target.rpartition("/")
        if is_usual(name):
            return
        if (folder and " " not in folder) or not is_name(link):
            yield ResolvedBy.MOVED, list(space.names.in_any_case(name))
            yield ResolvedBy.FORM, space.in_other_form(name)
        yield from space.suggester.guesses(target, ending(target))

    def texts_for(self, link: Link, source: str, path: str) -> Iterator[str]:
        """Yield the texts by which a site or an app may call the file at ``path`` where ``link``
        stands."""
        if link.syntax.is_address:
            yield from self._pages.addresses(link.target, source, path) if self._pages else ()
        elif name := self.page_name(path):
            yield name

    def page_name(self, path: str) -> str:
        """Return what the app of its vault calls a note, where that is not its file's name."""
        called = self._space_of(path).called
        return called.name_of(path) if called else ""

    def called(self, text: str, kinds: frozenset[str] = NO_KINDS) -> Found:
        """Return the files that a person calls ``text``: by path, by name or by any title."""
        link = Link(BODY, text, text, FieldPath(()))
        found = self.resolve(link, "", kinds)
        if found.by is None and (short := self.space("").titles.find(text)):
            return Found(tuple(short), ResolvedBy.SHORT_TITLE)
        return found

    def near(self, text: str) -> str:
        """Return the path of the note that a person may have meant by ``text``, or nothing."""
        found = self.suggest(Link(BODY, text, text, FieldPath(())), "")
        return found.paths[0] if len(found.paths) == 1 else ""


def _pages(layout: Layout, notes: Mapping[str, Note], others: Collection[str]) -> "Pages | None":
    """The pages of the sites in a base; most have none."""
    if not layout.sites:
        return None
    from codex_tools.base.resolver.pages import Pages

    return Pages(layout.sites, notes, others)


def is_name(link: Link) -> bool:
    """Tell whether a link may name its file by anything else than its path."""
    return not link.syntax.is_address


def _first_of(
    guesses: Iterable[tuple[ResolvedBy, list[str]]], may_be: Callable[[str], bool]
) -> tuple[tuple[str, ...], ResolvedBy | None]:
    """Return what the first way finds that finds anything, less what may not be meant."""
    for by, paths in guesses:
        if paths and (found := tuple(filter(may_be, paths))):
            return found, by
    return (), None
