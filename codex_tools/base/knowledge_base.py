"""Notes → a knowledge base, with the lookups among them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar

from codex_tools.base.argumentation import SHIPPED_ARGUMENTATION, Argumentation
from codex_tools.base.edges import Edges
from codex_tools.base.fields import USUAL_FIELDS, FieldTable
from codex_tools.base.kind_table import KindTable
from codex_tools.base.kinds import Model
from codex_tools.base.links import Links
from codex_tools.base.notes import make_note
from codex_tools.base.origin import Origin
from codex_tools.base.relations import SHIPPED, RelationTable
from codex_tools.base.resolver import Resolver
from codex_tools.base.resolver.layout import Layout
from codex_tools.base.resolver.uses import ALIVE
from codex_tools.base.scale import SHIPPED_SCALE, Scale
from codex_tools.base.statuses import USUAL_STATUSES, Statuses
from codex_tools.base.violations import Violations
from codex_tools.errors import EditRefusedError
from codex_tools.model import Document, FieldPath, Heading, Link, Note, Problem, Role, Style
from codex_tools.schema import JUDGE_ANEW, Judge
from codex_tools.storage.files import Listing
from codex_tools.syntax.document import was_read_from
from codex_tools.syntax.line_ends import with_lf
from codex_tools.syntax.markdown.body import Body

Result = TypeVar("Result")


class KnowledgeBase:
    """All notes of a knowledge base by path, and what follows from them together.

    The ``notes`` are made by :func:`make_note` with the kinds as they are given. Those of a kind
    that turns out not to be used are made again, see :meth:`KindTable.used_in`.

    ``unread`` are files that could not be read, with the reason; ``others`` files that are no
    Markdown. ``text`` gives the bytes of a note, which are not kept: it is for the few rules that
    need a body, and for the few notes of which they do. ``listing`` is what was found on disk,
    ``judge`` says how front matters break their schemas, ``style`` how new references are written
    where the settings say so, ``layout`` which files share their names, ``is_one_way`` whether
    claims name their sources and these name no claims, ``origin`` where its history is.
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
        judge: Judge = JUDGE_ANEW,
        style: Style | None = None,
        fields: FieldTable = USUAL_FIELDS,
        scale: Scale = SHIPPED_SCALE,
        layout: Layout | None = None,
        argumentation: Argumentation = SHIPPED_ARGUMENTATION,
        is_one_way: bool = False,
        origin: Origin | None = None,
        statuses: Statuses = USUAL_STATUSES,
    ) -> None:
        given = sorted(notes, key=attrgetter("path"))
        self.kinds = kinds.used_in(given)
        self.relations = self._adapted(relations, given)
        self.fields, self.scale, self.argumentation = fields, scale, argumentation
        self.notes = self._made_anew(given, kinds)
        self.unread = tuple(unread)
        self.read = text
        self.others = others
        self.listing = listing
        self.style = style
        self.is_one_way = is_one_way
        self.statuses = statuses
        self.origin = origin
        layout = (layout or Layout()).with_bundles(self.kinds.bundles)
        self.resolver = Resolver(self.notes, others, layout, text)
        self.links = Links(self.notes, self.resolver, self.relations)
        self.edges = Edges(self.links, self.relations)
        self.violations = Violations(self.kinds.kinds, judge)
        self._once: dict[str, Any] = {}

    def _adapted(self, relations: RelationTable, notes: Iterable[Note]) -> RelationTable:
        """Return the relations as the model and the kinds of this base have them."""
        in_bundles = self.kinds.model is Model.OKF
        if in_bundles or self.kinds.model is Model.NONE:
            named = {link.relation for note in notes for link in note.field_links}
            relations = (relations.in_bundles if in_bundles else relations.answered_by)(named)
        return relations.for_kinds(self.kinds)

    def _made_anew(self, notes: Iterable[Note], kinds: KindTable) -> dict[str, Note]:
        """Return the notes by path; those that are of other kinds than they were read as are made
        again."""
        used, in_bundles = self.kinds.by_name, self.kinds.model is Model.OKF
        unused = {kind.name for kind in kinds.kinds if used.get(kind.name) is not kind}
        return {
            note.path: make_note(note.document, self.kinds, self.relations, self.fields)
            if in_bundles or note.kind in unused
            else note
            for note in notes
        }

    @classmethod
    def of(
        cls,
        documents: Iterable[Document],
        kinds: KindTable,
        relations: RelationTable = SHIPPED,
        fields: FieldTable = USUAL_FIELDS,
        **more: Any,
    ) -> KnowledgeBase:
        """Return the knowledge base of some documents; ``more`` is what it takes besides notes."""
        notes = (make_note(each, kinds, relations, fields) for each in documents)
        return cls(notes, kinds, relations=relations, fields=fields, **more)

    def text(self, path: str) -> bytes:
        """Return the bytes of a note as they are read, see :func:`with_lf`; none of a file that is
        no note, or is gone."""
        return with_lf(self.read(path)) if path in self.notes else b""

    def unchanged(self, path: str) -> bytes:
        """Return the bytes of a file for edits: those that its note was made of.

        Raises EditRefusedError where that is not sure: for a file that is no note because it could
        not be read, and for one that says something else by now.
        """
        note = self.notes.get(path)
        if note is None:
            raise EditRefusedError("it was not read, so it is not edited")
        data = self.read(path)
        if not was_read_from(note.document, data):
            raise EditRefusedError("the file changed while it was worked on; run the command again")
        return data

    def once(self, name: str, work_out: Callable[[KnowledgeBase], Result]) -> Result:
        """Return what ``work_out`` makes of the knowledge base, which is kept under ``name``."""
        if name not in self._once:
            self._once[name] = work_out(self)
        kept: Result = self._once[name]
        return kept

    def keep(self, before: KnowledgeBase, *names: str) -> None:
        """Take over what :meth:`once` worked out of the base before, as far as it has done so."""
        self._once |= {name: before._once[name] for name in names if name in before._once}

    def of_role(self, role: Role) -> Iterator[Note]:
        """Yield the notes of all kinds that have a role, in the order of their paths."""
        return iter(self._by_role.get(role, ()))

    def has_kinds(self, kinds: Set[str]) -> bool:
        """Tell whether there is a note of one of these kinds."""
        return not kinds.isdisjoint(self._kinds_in_use)

    @cached_property
    def _kinds_in_use(self) -> Set[str]:
        return {note.kind for note in self.notes.values()}

    @cached_property
    def _by_role(self) -> Mapping[Role, list[Note]]:
        table: dict[Role, list[Note]] = {}
        for note in self.notes.values():
            table.setdefault(note.role, []).append(note)
        return table

    def having(self, *names: str) -> Iterator[Note]:
        """Yield the notes whose front matter has one of these fields, under whatever name."""
        table = {note.path: note for name in names for note in self._by_field.get(name, ())}
        return iter(table.values())

    @cached_property
    def _by_field(self) -> Mapping[str, list[Note]]:
        table: dict[str, list[Note]] = {}
        for note in self.notes.values():
            for name in (*note.fields, *note.renamed.values()):
                table.setdefault(name, []).append(note)
        return table

    def headings(self, note: Note) -> Iterator[Heading]:
        """Yield the headings of a note's body, which is read for it, in file order."""
        return Body(self.text(note.path), note.document.body_start).headings()

    def is_named_by(self, path: str, text: str, source: str, relation: str) -> bool:
        """Tell whether ``text`` in a relation field of the file ``source`` names the file at
        ``path`` and no other, and would in whatever folder of its vault the field were."""
        kinds = self.relations.kinds(relation)
        link = Link(relation, text, text, FieldPath(()))
        anywhere = f"{self.resolver.layout.vault_of(path).folder}/-/-".lstrip("/")
        found = [self.resolver.resolve(link, place, kinds) for place in (anywhere, source)]
        return all(each.paths == (path,) and each.by in ALIVE for each in found)
