"""The references of notes → the files that they name."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple, TypeVar

from codex_tools.base.answers import Answers, Kept
from codex_tools.base.relations import RelationTable
from codex_tools.base.resolver import NO_KINDS, Found, Resolver
from codex_tools.base.resolver.uses import AMBIGUOUS, EXACT, USES
from codex_tools.model import BODY, BrokenLink, Link, Note, ResolvedBy, ResolvedLink, Syntax
from codex_tools.syntax.markdown.body_links import compact


def is_ignored(link: Link, patterns: Iterable[str]) -> bool:
    """Tell whether a link, as it is written, fits a pattern; those in ``[[…]]`` are for wikilinks
    alone."""
    from fnmatch import fnmatchcase

    texts = [link.raw, link.target]
    if link.syntax is Syntax.WIKILINK:
        texts.append(f"[[{link.raw}]]")
    return any(fnmatchcase(text, _literal(pattern)) for pattern in patterns for text in texts)


def _literal(pattern: str) -> str:
    """A pattern in which brackets stand for themselves."""
    return pattern.replace("[", "[[]")


def _is_plain(link: Link) -> bool:
    """Tell whether a link may be a name that stands as it is."""
    return link.target == link.raw and not link.syntax.is_address


_Value = TypeVar("_Value")
_Reference = TypeVar("_Reference", ResolvedLink, BrokenLink)


class Resolution(NamedTuple):
    """What references name, by the paths of their notes and by position.

    ``resolved`` name exactly one file, ``broken`` none or several; ``loose`` ones name none, but
    one file is very like what they say. ``mentions`` are the files, by note, that plain wikilinks
    of its body name exactly: most references are such, and take a tenth of the room as their
    targets alone. ``ignored`` are patterns of links that may name nothing.
    """

    resolved: list[ResolvedLink]
    broken: list[BrokenLink]
    loose: list[ResolvedLink]
    mentions: dict[str, tuple[str, ...]]
    ignored: tuple[str, ...] = ()

    @classmethod
    def empty(cls, ignored: tuple[str, ...] = ()) -> "Resolution":
        """Return one in which nothing is so far."""
        return cls([], [], [], {}, ignored)

    @property
    def titles_and_names(self) -> tuple[int, int]:
        """How many wikilinks of bodies give the titles of notes, and how many names or paths."""
        wikilinks = (each for each in self.resolved if each.link.syntax is Syntax.WIKILINK)
        ways = [each.how for each in wikilinks if each.link.relation == BODY]
        names = sum(map(len, self.mentions.values())) + sum(how in EXACT for how in ways)
        return ways.count(ResolvedBy.TITLE), names

    def add(self, path: str, link: Link, found: Found) -> None:
        """Take in a link of the note at ``path``, and what was found for it."""
        files, by = found
        if by is not None and len(files) == 1:
            part = self.resolved if USES[by].is_alive else self.loose
            part.append(ResolvedLink(path, link, files[0], by))
        elif by in AMBIGUOUS:
            if files:
                self.broken.append(BrokenLink(path, link, files))
        elif not (self.ignored and is_ignored(link, self.ignored)):
            self.broken.append(BrokenLink(path, link))

    def of(self, paths: Iterable[str]) -> "Resolution":
        """Return what stands in the notes at some paths, which are in order."""
        known = list(paths)
        mentions = {path: self.mentions[path] for path in known if path in self.mentions}
        resolved, broken = _of(self.resolved, known), _of(self.broken, known)
        return Resolution(resolved, broken, _of(self.loose, known), mentions, self.ignored)

    def differing(self, other: "Resolution", paths: Iterable[str]) -> set[str]:
        """Return those of some notes in which ``other`` has something else."""
        return {path for path in paths if self.of([path]) != other.of([path])}

    def replaced(self, paths: Collection[str], other: "Resolution") -> "Resolution":
        """Return this with what stands in the notes at ``paths`` as ``other`` has it."""
        gone = frozenset(paths)
        return Resolution(
            _spliced(self.resolved, gone, other.resolved),
            _spliced(self.broken, gone, other.broken),
            _spliced(self.loose, gone, other.loose),
            replaced_in(self.mentions, gone, other.mentions),
            self.ignored,
        )


def replaced_in(
    table: Mapping[str, _Value], gone: Collection[str], added: Mapping[str, _Value]
) -> dict[str, _Value]:
    """Return a table in the order of its keys, without those ``gone`` and with others."""
    found = dict(table)
    for key in gone:
        if key not in added:
            found.pop(key, None)
    found |= added
    return found if added.keys() <= table.keys() else {key: found[key] for key in sorted(found)}


def _source(found: ResolvedLink | BrokenLink) -> str:
    return found.source


def _of(references: list[_Reference], paths: Iterable[str]) -> list[_Reference]:
    found: list[_Reference] = []
    for path in paths:
        start = bisect_left(references, path, key=_source)
        while start < len(references) and references[start].source == path:
            found.append(references[start])
            start += 1
    return found


def _spliced(
    references: list[_Reference], gone: Collection[str], added: list[_Reference]
) -> list[_Reference]:
    kept = [each for each in references if each.source not in gone]
    for path in sorted(gone):
        own = _of(added, (path,))
        place = bisect_right(kept, path, key=_source)
        kept[place:place] = own
    return kept


class Links:
    """The references of all notes, each resolved once and when it is asked for."""

    def __init__(
        self, notes: Mapping[str, Note], resolver: Resolver, relations: RelationTable
    ) -> None:
        self._notes, self._resolver = notes, resolver
        self._target_kinds = {relation.name: relation.target_kinds for relation in relations}
        self._answers = Answers(resolver, self._target_kinds, None)

    def use(self, resolver: Resolver) -> None:
        """Resolve with another resolver from here on."""
        self._resolver = resolver
        self._answers = Answers(resolver, self._target_kinds, None)

    def remember(self, kept: Kept) -> None:
        """Take over from earlier runs what fields name, as far as it is kept and holds."""
        if not self._resolver.layout.has_own_names:
            self._answers = Answers(self._resolver, self._target_kinds, kept)

    @cached_property
    def fields(self) -> Resolution:
        """What the front matters of all notes name, and fields in bodies; it has no mentions."""
        found = self.of_fields(self._notes.values())
        self._answers.keep()
        return found

    def of_fields(self, notes: Iterable[Note]) -> Resolution:
        """Return what the front matters of some notes name, and fields in their bodies."""
        found, vault = self._empty(), None
        for note in notes:
            if not note.field_links:
                continue
            path = note.path
            if (own := self._resolver.layout.vault_of(path)) is not vault:
                vault = own
                unique_file = self._resolver.unique_file_for(path)
                is_path = self._resolver.is_path_for(path)
            for link in note.field_links:
                plain = link.syntax is Syntax.VALUE or _is_plain(link)
                only = unique_file(link.target) if plain else None
                if only is not None:
                    found.resolved.append(ResolvedLink(path, link, only, ResolvedBy.NAME))
                elif plain and is_path(link.target):
                    found.resolved.append(ResolvedLink(path, link, link.target, ResolvedBy.PATH))
                else:
                    found.add(path, *self._answers.read(link, path))
        return found

    def follow_fields(self, before: "Links", again: Collection[str]) -> set[str]:
        """Take over what fields name in ``before``, but for those of the notes at the paths
        ``again``, which are resolved anew. Return those of them whose fields name something else
        now, or at another place."""
        own = self.of_fields(self._at(again))
        self.fields = before.fields.replaced(again, own)
        return before.fields.differing(own, again)

    def follow_bodies(self, before: "Links", again: Collection[str]) -> set[str]:
        """Do the same for what bodies name."""
        own = self.of_bodies(self._at(again))
        self.bodies = before.bodies.replaced(again, own)
        return before.bodies.differing(own, again)

    def _at(self, paths: Collection[str]) -> list[Note]:
        return [self._notes[path] for path in sorted(paths) if path in self._notes]

    def _empty(self) -> Resolution:
        return Resolution.empty(self._resolver.layout.ignored)

    @cached_property
    def bodies(self) -> Resolution:
        """What the bodies of all notes name outside fields."""
        return self.of_bodies(self._notes.values())

    def in_bodies(self, paths: Iterable[str]) -> Resolution:
        """Return what the bodies of the notes at some paths, which are in order, name."""
        if "bodies" in vars(self):
            return self.bodies.of(paths)
        return self.of_bodies(self._notes[path] for path in paths if path in self._notes)

    def of_bodies(self, notes: Iterable[Note]) -> Resolution:
        """Return what the bodies of some notes name."""
        found = self._empty()
        for note in notes:
            self._resolve_body(note, found)
        return found

    def _resolve_body(self, note: Note, found: Resolution) -> None:
        """Most links need not even be made: plain ones that name a file exactly."""
        links = compact(note.document.links)
        unique_match = self._resolver.unique_match_for(note.path)
        mentioned: list[str] = []
        others: list[int] = []
        for number, text in enumerate(links.texts):
            if type(text) is str and (only := unique_match(text)) is not None:
                mentioned.append(only)
            else:
                others.append(number)
        if mentioned:
            found.mentions[note.path] = tuple(mentioned)
        for link in links.at(others):
            if link.relation == BODY:
                found.add(note.path, *self._resolver.read(link, note.path, NO_KINDS))

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the source and the target of every reference that names exactly one file."""
        for part in (self.fields, self.bodies):
            for link in part.resolved:
                yield link.source, link.target
        for path, targets in self.bodies.mentions.items():
            for target in targets:
                yield path, target

    @property
    def broken(self) -> list[BrokenLink]:
        """The references that name no file or several."""
        return self.fields.broken + self.bodies.broken

    @cached_property
    def resolved(self) -> list[ResolvedLink]:
        """The references that name exactly one file, by note and position, mentions among them.

        It takes ten times as much room as ``pairs`` does.
        """
        found, kinds = self._empty(), self._target_kinds
        for path, note in self._notes.items():
            for link in note.links:
                wanted = kinds.get(link.relation, NO_KINDS)
                found.add(path, *self._resolver.read(link, path, wanted))
        return found.resolved
