"""Resolved references → the typed edges between notes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from codex_tools.base.links import Links, replaced_in
from codex_tools.base.relations import Polarity, RelationTable, RelationType
from codex_tools.model import BODY, Edge, FieldPath, ResolvedLink

WEIGHED, CIRCULAR, RESTING = "weighed", "circular edges", "what rests on what"
"""What is worked out once for a base, of its edges and of the part that notes have in the argument.
"""

Adjacency = Mapping[str, Mapping[str, ResolvedLink]]
"""Note → target → the first link from the one to the other."""


class Edges:
    """The edges of a knowledge base: those of relation fields, and those of journals apart.

    Iterating yields the edges of the graph, those of journals and bodies included.
    """

    def __init__(self, links: Links, relations: RelationTable) -> None:
        self._links, self._relations = links, relations

    @cached_property
    def _tables(self) -> tuple[Mapping[str, Adjacency], list[ResolvedLink]]:
        """The edges by relation, note and target, and those of journals."""
        return self._sorted_in(self.stated())

    def _sorted_in(
        self, stated: Iterable[ResolvedLink]
    ) -> tuple[Mapping[str, Adjacency], list[ResolvedLink]]:
        table: dict[str, dict[str, dict[str, ResolvedLink]]]
        table, journal = {name: {} for name in self._relations.by_name}, []
        for found in stated:
            link = found.link
            if link.journal:
                journal.append(found)
            elif link.relation in table:
                table[link.relation].setdefault(found.source, {}).setdefault(found.target, found)
        return table, journal

    def follow(self, before: Edges, again: Collection[str]) -> None:
        """Take over the tables of ``before``, but for the edges of the notes at ``again``, whose
        references alone differ."""
        if "_tables" not in vars(before):
            return
        tables, journal = before._tables
        again = frozenset(again)
        own = self._sorted_in(link for link in self.stated_by(again))
        kept = [link for link in journal if link.source not in again]
        joined = {
            name: replaced_in(table, again, own[0][name])
            if own[0][name] or not table.keys().isdisjoint(again)
            else table
            for name, table in tables.items()
        }
        self._tables = joined, sorted([*kept, *own[1]], key=lambda link: link.source)

    def stated_by(self, paths: Collection[str]) -> Iterator[ResolvedLink]:
        """Yield those of :meth:`stated` that stand in the notes at some paths."""
        ordered = sorted(paths)
        yield from self._links.fields.of(ordered).resolved
        if BODY in self._relations.by_name:
            yield from self._links.bodies.of(ordered).resolved

    def stated(self) -> Iterator[ResolvedLink]:
        """Yield the references that may be edges: those of fields, journals included, and those of
        bodies where they are a relation."""
        yield from self._links.fields.resolved
        if BODY in self._relations.by_name:  # so that links of bodies are edges too
            yield from self._links.bodies.resolved

    @property
    def journal(self) -> list[ResolvedLink]:
        """The references of journals."""
        return self._tables[1]

    def of(self, relation: str) -> Adjacency:
        """Return the edges of a relation outside the journal."""
        return self._tables[0].get(relation, {})

    def all_of(self, relation: str) -> Iterator[ResolvedLink]:
        """Yield the edges of a relation outside the journal."""
        for targets in self.of(relation).values():
            yield from targets.values()

    def targets(self, path: str, relation: str) -> Mapping[str, ResolvedLink]:
        """Return what the note at ``path`` names in the field of ``relation``."""
        return self.of(relation).get(path, {})

    def all_among(self, relations: Iterable[RelationType]) -> Iterator[ResolvedLink]:
        """Yield the edges of some relations outside the journal."""
        for row in relations:
            yield from self.all_of(row.name)

    def meaning(self, *polarities: Polarity) -> Iterator[ResolvedLink]:
        """Yield the edges outside the journal that mean one of these for the argument."""
        return self.all_among(self._relations.with_polarity(*polarities))

    def resting(self) -> dict[str, set[str]]:
        """Return for each note and source what it rests on, as any edge says, at whatever end."""
        bearings = {row.name: row.bearing for row in self._relations}
        rows: dict[str, set[str]] = {}
        for source, link, target, _ in self.stated():
            bearing = bearings.get(link.relation, Polarity.NONE)
            if source == target:
                continue
            if bearing in (Polarity.LEANS_ON, Polarity.BACKED_BY):
                rows.setdefault(source, set()).add(target)
            elif bearing is Polarity.BACKS:
                rows.setdefault(target, set()).add(source)
        return rows

    def saying(self, path: str, polarity: Polarity, target: str) -> ResolvedLink | None:
        """Return the edge by which one of two notes says that the first, at ``path``, backs or
        attacks the second, as ``polarity`` is; ``None`` where neither says so."""
        ends = ((polarity, path, target), (polarity.converse, target, path))
        found = (
            self.targets(source, row.name).get(named)
            for meaning, source, named in ends
            for row in (self._relations.with_polarity(meaning) if meaning else ())
        )
        return next((each for each in found if each), None)

    def named(self, relation: str) -> Iterator[tuple[str, str]]:
        """Yield each note with what it names in the field of ``relation``, or means there in a form
        that has to be repaired before it is an edge."""
        for path, targets in self.of(relation).items():
            yield from ((path, target) for target in targets)
        for source, link, target, _ in self._links.fields.loose:
            if link.relation == relation:
                yield source, target

    def meant(self, path: str, relation: str) -> frozenset[str]:
        """Return what the note at ``path`` means in the field of ``relation``, in a form that has
        to be repaired before it is an edge."""
        return self._meant.get((path, relation), frozenset())

    @cached_property
    def _meant(self) -> Mapping[tuple[str, str], frozenset[str]]:
        table: dict[tuple[str, str], frozenset[str]] = {}
        for source, link, target, _ in self._links.fields.loose:
            key = source, link.relation
            table[key] = table.get(key, frozenset()) | {target}
        return table

    def typed(self) -> Iterator[ResolvedLink]:
        """Yield the edges of all relations outside the journal, each once."""
        for relation in self._tables[0]:
            yield from self.all_of(relation)

    def __iter__(self) -> Iterator[Edge]:
        for link in self._links.resolved:
            yield Edge(link.source, link.target, link.link.relation, _origin(link), link.link.date)


def _origin(link: ResolvedLink) -> str:
    if link.link.journal:
        return "reweave"
    return "front matter" if isinstance(link.link.place, FieldPath) else "body"
