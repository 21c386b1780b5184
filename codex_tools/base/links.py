"""The references of notes → the files that they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from codex_tools.base.relations import RelationTable
from codex_tools.base.resolver import Resolver
from codex_tools.model import BrokenLink, Link, Note, ResolvedBy, ResolvedLink
from codex_tools.syntax.markdown.body_links import compact

NO_KINDS: frozenset[str] = frozenset()


class Resolution(NamedTuple):
    """What references name, by note and position.

    ``resolved`` name exactly one file, ``broken`` none or several. ``mentions`` are the files, by
    note, that plain wikilinks of its body name exactly: most references are such, and take a tenth
    of the room as their targets alone.
    """

    resolved: list[ResolvedLink]
    broken: list[BrokenLink]
    mentions: dict[str, tuple[str, ...]]

    def add(self, path: str, link: Link, files: tuple[str, ...], how: ResolvedBy | None) -> None:
        """Take in a link of the note at ``path`` that may mean ``files``."""
        if how is not None and len(files) == 1:
            self.resolved.append(ResolvedLink(path, link, files[0], how))
        else:
            self.broken.append(BrokenLink(path, link, files))


class Links:
    """The references of all notes, each resolved once and when it is asked for."""

    def __init__(
        self, notes: Mapping[str, Note], resolver: Resolver, relations: RelationTable
    ) -> None:
        self._notes, self._resolver = notes, resolver
        self._target_kinds = {relation.name: relation.target_kinds for relation in relations}

    @cached_property
    def fields(self) -> Resolution:
        """What the front matters name; it has no mentions."""
        found = Resolution([], [], {})
        resolver, kinds = self._resolver, self._target_kinds
        for path, note in self._notes.items():
            for link in note.field_links:
                only = resolver.unique_match(link.target) if link.target else None
                if only is not None:
                    found.resolved.append(ResolvedLink(path, link, only, ResolvedBy.EXACT))
                else:
                    wanted = kinds.get(link.relation, NO_KINDS)
                    found.add(path, link, *resolver.resolve(link, path, wanted))
        return found

    @cached_property
    def bodies(self) -> Resolution:
        """What the bodies of all notes name."""
        return self.of_bodies(self._notes.values())

    def of_bodies(self, notes: Iterable[Note]) -> Resolution:
        """Return what the bodies of some notes name."""
        found = Resolution([], [], {})
        for note in notes:
            self._resolve_body(note, found)
        return found

    def _resolve_body(self, note: Note, found: Resolution) -> None:
        """Most links need not even be made: plain ones that name a file exactly."""
        links, unique_match = compact(note.document.links), self._resolver.unique_match
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
            found.add(note.path, link, *self._resolver.resolve(link, note.path, NO_KINDS))

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
        found, kinds = Resolution([], [], {}), self._target_kinds
        for path, note in self._notes.items():
            for link in note.links:
                wanted = kinds.get(link.relation, NO_KINDS)
                found.add(path, link, *self._resolver.resolve(link, path, wanted))
        return found.resolved
