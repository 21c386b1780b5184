"""A knowledge base and paths → what is to be looked at there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.links import Resolution
from codex_tools.base.relations import RelationType
from codex_tools.base.resolver.uses import USES
from codex_tools.model import BrokenLink, Note, Problem, ResolvedLink, Role


class Scope:
    """The part of a knowledge base that findings are asked for: the notes at some paths, or all.

    Rules look for what they report among these, and for all else in ``base``, which is the whole.
    """

    def __init__(self, base: KnowledgeBase, paths: Collection[str] | None = None) -> None:
        self.base = base
        self._paths = None if paths is None or _are_all(base, paths) else frozenset(paths)

    def examines(self, path: str) -> bool:
        """Tell whether findings are asked for in the file at ``path``."""
        return self._paths is None or path in self._paths

    def examined(self, role: Role | None = None) -> Iterator[Note]:
        """Yield the notes that findings are asked for, all or those of a role, by path."""
        if self._paths is None:
            return iter(self.base.notes.values()) if role is None else self.base.of_role(role)
        return (note for note in self._part if role in (None, note.role))

    @cached_property
    def _part(self) -> list[Note]:
        known = self.base.notes
        return [known[path] for path in sorted(self._paths or ()) if path in known]

    @cached_property
    def claims(self) -> list[Note]:
        """The examined notes that state something, by path."""
        return list(self.examined(Role.CLAIM))

    @cached_property
    def sources(self) -> list[Note]:
        """The examined archived sources, by path."""
        return list(self.examined(Role.SOURCE))

    @cached_property
    def renamed(self) -> list[Note]:
        """The examined notes with a field under an older name, by path."""
        return [note for note in self.examined() if note.renamed]

    def having(self, *names: str) -> Iterator[Note]:
        """Yield the examined notes whose front matter has one of these fields, under whatever
        name."""
        if self._paths is None:
            return self.base.having(*names)
        wanted = frozenset(names)
        return (
            each
            for each in self.examined()
            if not (wanted.isdisjoint(each.fields) and wanted.isdisjoint(each.renamed.values()))
        )

    @cached_property
    def invalid(self) -> list[Note]:
        """The examined notes that break the schema of their kind."""
        violations = self.base.violations
        found = [note for note in self.examined() if violations.of(note)]
        violations.keep(is_all=self._paths is None)
        return found

    @cached_property
    def problems(self) -> Mapping[str, list[tuple[str, Problem]]]:
        """The problems that reading the examined files came upon, by their kind, in the order of
        paths."""
        table: dict[str, list[tuple[str, Problem]]] = {}
        for path, problem in self.base.unread:
            if self.examines(path):
                table.setdefault(problem.kind, []).append((path, problem))
        for note in self.examined():
            for problem in note.document.problems:
                table.setdefault(problem.kind, []).append((note.path, problem))
        return table

    @cached_property
    def _fields(self) -> Resolution:
        fields = self.base.links.fields
        return fields if self._paths is None else fields.of(sorted(self._paths))

    @cached_property
    def _bodies(self) -> Resolution:
        links = self.base.links
        return links.bodies if self._paths is None else links.in_bodies(sorted(self._paths))

    @cached_property
    def references(self) -> list[ResolvedLink]:
        """The references of examined notes that name exactly one file, but for wikilinks of a body
        that are plain and exact: those of front matters, then those of bodies, each by note."""
        return self._fields.resolved + self._bodies.resolved

    @cached_property
    def loose(self) -> list[ResolvedLink]:
        """The references of examined notes that name no file, but one is very like what they say,
        in the same order."""
        return self._fields.loose + self._bodies.loose

    @cached_property
    def broken(self) -> list[BrokenLink]:
        """The references of examined notes that name no file or several, in the same order."""
        return self._fields.broken + self._bodies.broken

    @cached_property
    def dangling(self) -> list[BrokenLink]:
        """Those of the broken references that name no file."""
        return [each for each in self.broken if not each.candidates]

    @cached_property
    def ambiguous(self) -> list[BrokenLink]:
        """Those of the broken references that name several files."""
        return [each for each in self.broken if each.candidates]

    @cached_property
    def inexact(self) -> list[ResolvedLink]:
        """The references whose form may be a finding, since it is not that of the file."""
        return [each for each in (*self.references, *self.loose) if USES[each.how].reported]

    @cached_property
    def to_headings(self) -> list[ResolvedLink]:
        """The references that name a heading or a block of their file."""
        return [each for each in self.references if each.link.heading]

    def edges_among(self, relations: Iterable[RelationType]) -> Iterator[ResolvedLink]:
        """Yield the edges of some relations that examined notes have, by relation and note."""
        for relation in relations:
            for _, targets in self.edges_of(relation.name):
                yield from targets.values()

    def edges_of(self, relation: str) -> Iterator[tuple[str, Mapping[str, ResolvedLink]]]:
        """Yield the examined notes with edges of a relation, and these by their targets."""
        edges = self.base.edges.of(relation)
        if self._paths is None:
            return iter(edges.items())
        return ((path, edges[path]) for path in sorted(self._paths) if path in edges)


def _are_all(base: KnowledgeBase, paths: Collection[str]) -> bool:
    """Tell whether these are the paths of all files, so that nothing need be left out."""
    if len(paths) < len(base.notes):
        return False
    given = frozenset(paths)
    return given.issuperset(base.notes) and given.issuperset(path for path, _ in base.unread)
