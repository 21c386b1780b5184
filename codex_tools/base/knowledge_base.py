"""Notes → a knowledge base, its resolved links and its edges."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from codex_tools.base.kinds import KindTable
from codex_tools.base.notes import make_note
from codex_tools.base.relations import SHIPPED, RelationTable
from codex_tools.base.resolver import Resolver
from codex_tools.errors import EditRefusedError
from codex_tools.model import (
    BODY,
    BrokenLink,
    Document,
    Edge,
    FieldPath,
    Heading,
    Link,
    Note,
    Problem,
    ResolvedBy,
    ResolvedLink,
    Style,
)
from codex_tools.schema import SchemaValidator, Violation
from codex_tools.storage.cache.verdicts import NO_VERDICTS, Verdicts
from codex_tools.storage.files import Listing
from codex_tools.syntax.document import parse_document
from codex_tools.syntax.markdown import find_headings
from codex_tools.syntax.markdown.body_links import compact
from codex_tools.syntax.markdown.code_regions import CodeRegions

Result = TypeVar("Result")

Adjacency = Mapping[str, Mapping[str, ResolvedLink]]

NO_KINDS: frozenset[str] = frozenset()


class Resolution(NamedTuple):
    """What the links of a knowledge base name. ``mentions`` are the files, by note, that plain
    wikilinks of its body name exactly, in their order."""

    resolved: list[ResolvedLink]
    broken: list[BrokenLink]
    mentions: dict[str, tuple[str, ...]]

    def add(self, path: str, link: Link, files: tuple[str, ...], how: ResolvedBy | None) -> None:
        """Take in a link of the note at ``path`` that may mean ``files``."""
        if how is not None and len(files) == 1:
            self.resolved.append(ResolvedLink(path, link, files[0], how))
        else:
            self.broken.append(BrokenLink(path, link, files))


class KnowledgeBase:
    """All notes of a knowledge base by path, and what follows from them together.

    The ``notes`` are made by :func:`make_note` with the kinds as they are given. Those of a kind
    that turns out not to be used are made again, see :meth:`KindTable.used_by`.

    ``unread`` are files that could not be read, with the reason; ``others`` files that are no
    Markdown. ``text`` gives the bytes of a note, which are not kept: it is for the few rules that
    need a body, and for the few notes of which they do. ``listing`` is what was found on disk,
    ``verdicts`` what is known of front matters from earlier runs, ``style`` how new references are
    written, where the settings say so.
    """

    def __init__(
        self,
        notes: Iterable[Note],
        kinds: KindTable,
        others: frozenset[str] = frozenset(),
        unread: Iterable[tuple[str, Problem]] = (),
        text: Callable[[str], bytes] = lambda _: b"",
        relations: RelationTable = SHIPPED,
        listing: Listing | None = None,
        verdicts: Verdicts = NO_VERDICTS,
        style: Style | None = None,
    ) -> None:
        found = tuple(notes)
        self.kinds = kinds.used_by({note.given_type for note in found})
        pairs = zip(kinds.kinds, self.kinds.kinds, strict=True)
        unused = {kind.name for kind, now in pairs if kind is not now}
        self.relations = relations
        self.notes: dict[str, Note] = {
            note.path: make_note(note.document, self.kinds, relations)
            if note.kind in unused
            else note
            for note in found
        }
        self.unread = tuple(unread)
        self._text = text
        self.listing = listing
        self.style = style
        self._verdicts = verdicts
        self.resolver = Resolver(self.notes, others)
        self._validators = {
            kind.name: SchemaValidator(kind.name, kind.schema) for kind in kinds.kinds
        }
        self._violations: dict[str, tuple[Violation, ...]] = {}
        self._once: dict[str, Any] = {}
        self._whole = self
        self._focus: Collection[str] | None = None

    @classmethod
    def of(
        cls,
        documents: Iterable[Document],
        kinds: KindTable,
        relations: RelationTable = SHIPPED,
        **more: Any,
    ) -> "KnowledgeBase":
        """Return the knowledge base of some documents; ``more`` is what it takes besides notes."""
        notes = (make_note(document, kinds, relations) for document in documents)
        return cls(notes, kinds, relations=relations, **more)

    def narrowed(self, paths: Collection[str]) -> "KnowledgeBase":
        """Return the same knowledge base with the notes at ``paths`` alone ``examined``.

        Rules look for what they report among these, and for all else in the whole: links between
        other bodies are in ``pairs`` alone, and not in ``references``.
        """
        narrowed = KnowledgeBase.__new__(KnowledgeBase)
        narrowed.__dict__ = {
            name: value for name, value in vars(self).items() if not _is_worked_out(name)
        }
        narrowed._focus = frozenset(paths)
        return narrowed

    def text(self, path: str) -> bytes:
        """Return the bytes of a note; none of a file that is no note, or is gone."""
        return self._text(path) if path in self.notes else b""

    def unchanged(self, path: str) -> bytes:
        """Return the bytes of a file for edits: those that its note was made of.

        Raises EditRefusedError where that is not sure: for a file that is no note because it could
        not be read, and for one that says something else by now.
        """
        note = self.notes.get(path)
        if note is None:
            raise EditRefusedError("it was not read, so it is not edited")
        data = self.text(path)
        # By their texts, since a value that is no number differs from itself.
        if repr(parse_document(path, data)) != repr(note.document):
            raise EditRefusedError("the file changed while it was worked on; run the command again")
        return data

    def once(self, name: str, work_out: "Callable[[KnowledgeBase], Result]") -> Result:
        """Return what ``work_out`` makes of the knowledge base, which is kept under ``name``."""
        if name not in self._once:
            self._once[name] = work_out(self)
        found: Result = self._once[name]
        return found

    def of_kind(self, kind: str) -> Iterator[Note]:
        """Yield the notes of a kind in the order of their paths."""
        return iter(self._by_kind.get(kind, ()))

    @cached_property
    def _by_kind(self) -> Mapping[str, list[Note]]:
        table: dict[str, list[Note]] = {}
        for note in self.notes.values():
            table.setdefault(note.kind, []).append(note)
        return table

    def violations(self, note: Note) -> tuple[Violation, ...]:
        """Return how the front matter of ``note`` breaks the schema of its kind."""
        known = self._violations.get(note.path)
        if known is None and (found := self._judge(note)):
            known = self._violations[note.path] = found
        return known or ()

    def _judge(self, note: Note) -> tuple[Violation, ...]:
        validator = self._validators.get(note.kind)
        if validator is None or not (note.document.has_front_matter and note.fields):
            return ()
        return self._verdicts.judge(validator, note.fields)

    def headings(self, note: Note) -> Iterator[Heading]:
        """Yield the headings of a note's body, which is read for it, in file order."""
        data, start = self.text(note.path), note.document.body_start
        return find_headings(data, start, CodeRegions(data, start))

    def allows(self, note: Note, name: str, value: object) -> bool:
        """Tell whether the schema of ``note`` takes ``value`` for its field ``name``."""
        validator = self._validators.get(note.kind)
        fields = {**note.fields, name: value}
        found = validator.violations(fields) if validator else []
        return not any(violation.keys[:1] == (name,) for violation in found)

    @cached_property
    def invalid(self) -> list[Note]:
        """The notes that break the schema of their kind."""
        found = [note for note in self.examined() if self.violations(note)]
        self._verdicts.keep(is_all=self._focus is None)
        return found

    def examines(self, path: str) -> bool:
        """Tell whether findings are asked for in the file at ``path``."""
        return self._focus is None or path in self._focus

    def examined(self, kind: str | None = None) -> Iterator[Note]:
        """Yield the notes that findings are asked for, all or those of a kind, by path."""
        if self._focus is None:
            return iter(self.notes.values()) if kind is None else self.of_kind(kind)
        notes = (self.notes[path] for path in sorted(self._focus) if path in self.notes)
        return (note for note in notes if kind in (None, note.kind))

    def having(self, *names: str) -> Iterator[Note]:
        """Yield the examined notes whose front matter has one of these fields."""
        if self._focus is not None:
            return (each for each in self.examined() if not each.fields.keys().isdisjoint(names))
        found = {note.path: note for name in names for note in self._by_field.get(name, ())}
        return iter(found.values())

    @cached_property
    def _by_field(self) -> Mapping[str, list[Note]]:
        table: dict[str, list[Note]] = {}
        for note in self.notes.values():
            for name in note.fields:
                table.setdefault(name, []).append(note)
        return table

    @staticmethod
    def place(note: Note, violation: Violation) -> FieldPath:
        """Return where a violation stands, under the names on file."""
        keys = violation.keys[:-1] if violation.keyword == "required" else violation.keys
        if keys and keys[0] in note.renamed:
            keys = (note.renamed[str(keys[0])], *keys[1:])
        return FieldPath(keys, on_key=violation.keyword == "required")

    @cached_property
    def problems(self) -> Mapping[str, list[tuple[str, Problem]]]:
        """The problems that reading the examined files came upon, by their kind, in the order of
        paths."""
        table: dict[str, list[tuple[str, Problem]]] = {}
        for path, problem in self.unread:
            if self.examines(path):
                table.setdefault(problem.kind, []).append((path, problem))
        for note in self.examined():
            for problem in note.document.problems:
                table.setdefault(problem.kind, []).append((note.path, problem))
        return table

    @cached_property
    def _target_kinds(self) -> Mapping[str, frozenset[str]]:
        return {relation.name: relation.target_kinds for relation in self.relations}

    @cached_property
    def _links(self) -> Resolution:
        """Resolve every link once, of bodies those examined.

        The plain ones that lead to one file are kept as their paths.
        """
        found = Resolution([], [], {})
        is_typed = BODY in self.relations.by_name  # so that links of bodies are edges
        for path, note in self.notes.items():
            self._resolve_fields(note, found)
            if is_typed or self.examines(path):
                self._resolve_body(note, found)
        return found

    def _resolve_fields(self, note: Note, found: Resolution) -> None:
        resolver, kinds = self.resolver, self._target_kinds
        for link in note.field_links:
            only = resolver.unique_match(link.target) if link.target else None
            if only is not None:
                found.resolved.append(ResolvedLink(note.path, link, only, ResolvedBy.EXACT))
            else:
                wanted = kinds.get(link.relation, NO_KINDS)
                found.add(note.path, link, *resolver.resolve(link, note.path, wanted))

    def _resolve_body(self, note: Note, found: Resolution) -> None:
        """Most links need not even be made: plain ones that name a file exactly."""
        links, unique_match = compact(note.document.links), self.resolver.unique_match
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
            found.add(note.path, link, *self.resolver.resolve(link, note.path, NO_KINDS))

    @property
    def references(self) -> list[ResolvedLink]:
        """The references that name exactly one file, by note and position, but for wikilinks of a
        body that are plain and exact: see ``pairs``."""
        return self._links.resolved

    @cached_property
    def resolved(self) -> list[ResolvedLink]:
        """The references that name exactly one file, by note and position, all of them.

        Most are plain wikilinks, for which it takes ten times as much room as ``pairs`` does.
        """
        found, kinds = Resolution([], [], {}), self._target_kinds
        for path, note in self.notes.items():
            for link in note.links:
                wanted = kinds.get(link.relation, NO_KINDS)
                found.add(path, link, *self.resolver.resolve(link, path, wanted))
        return found.resolved

    @property
    def broken(self) -> list[BrokenLink]:
        """The references that name no file or several, by note and position."""
        if self._focus is None:
            return self._links.broken
        return [each for each in self._links.broken if each.source in self._focus]

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the source and the target of every reference that names exactly one file."""
        found = self._whole._links
        for link in found.resolved:
            yield link.source, link.target
        for path, targets in found.mentions.items():
            for target in targets:
                yield path, target

    @cached_property
    def _edges(self) -> tuple[Mapping[str, Adjacency], list[ResolvedLink]]:
        """The edges by relation, note and target, and those of the journal."""
        table: dict[str, dict[str, dict[str, ResolvedLink]]]
        table, journal = {name: {} for name in self.relations.by_name}, []
        for found in self.references:
            link = found.link
            if link.journal:
                journal.append(found)
            elif link.relation in table:
                table[link.relation].setdefault(found.source, {}).setdefault(found.target, found)
        return table, journal

    @property
    def journal(self) -> list[ResolvedLink]:
        """The references of journals."""
        return self._edges[1]

    def edges_of(self, relation: str) -> Adjacency:
        """Return the edges of a relation outside the journal: note → target → its first link."""
        return self._edges[0].get(relation, {})

    def examined_edges(self, relation: str) -> Iterator[tuple[str, Mapping[str, ResolvedLink]]]:
        """Yield the examined notes with edges of a relation, and these as ``edges_of`` has them."""
        edges = self.edges_of(relation)
        if self._focus is None:
            return iter(edges.items())
        return ((path, edges[path]) for path in sorted(self._focus) if path in edges)

    @cached_property
    def examined_references(self) -> list[ResolvedLink]:
        """Those of ``references`` that stand in examined notes."""
        if self._focus is None:
            return self.references
        return [each for each in self.references if each.source in self._focus]

    def targets(self, path: str, relation: str) -> Mapping[str, ResolvedLink]:
        """Return what the note at ``path`` names in the field of ``relation``."""
        return self.edges_of(relation).get(path, {})

    def typed(self) -> Iterator[ResolvedLink]:
        """Yield the edges of all relations outside the journal, each once."""
        for adjacency in self._edges[0].values():
            for targets in adjacency.values():
                yield from targets.values()

    def resolves_uniquely(self, path: str, text: str) -> bool:
        """Tell whether ``text`` in a relation field names the file at ``path`` and no other."""
        note = self.notes[path]
        kinds = frozenset({note.kind})
        link = Link(BODY, text, text, FieldPath(()))
        return self.resolver.resolve(link, "", kinds)[0] == (path,)

    def edges(self) -> Iterator[Edge]:
        """Yield the edges of the graph, those of the journal and of the body included."""
        for link in self.resolved:
            yield Edge(link.source, link.target, link.link.relation, _origin(link), link.link.date)


def _is_worked_out(name: str) -> bool:
    """Tell whether an attribute of a knowledge base is one that follows from the others."""
    return isinstance(getattr(KnowledgeBase, name, None), cached_property)


def _origin(link: ResolvedLink) -> str:
    if link.link.journal:
        return "reweave"
    return "front matter" if isinstance(link.link.place, FieldPath) else "body"
