"""Bodies of concepts → which claims in them come from which sources.

In the Open Knowledge Format a footnote ``[^id]`` attributes the claim that it stands behind to the
entry of ``sources`` with that ``id``; version 0.1 had a list of citations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from codex_tools.base.citations import cited_files
from codex_tools.base.kinds import Model
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.okf.families import SourceEntry, sources
from codex_tools.base.relations import Provenance
from codex_tools.model import Edge, FieldPath, Note, ResolvedLink, Span
from codex_tools.runtime import lazy_regex
from codex_tools.syntax.markdown.body import Body

_ASIDE = lazy_regex.compile(r"\d+|(?i:fn|note|footnote)[-_]?\d*")
"""The label of a footnote that is no key of a source."""


class Attribution(NamedTuple):
    """A reference to a footnote, and the source that its label is the ``id`` of, if one is."""

    label: str
    place: Span
    entry: SourceEntry | None


class Attributions(NamedTuple):
    """The references to footnotes in a concept, in file order, and the labels of its footnotes."""

    references: tuple[Attribution, ...]
    labels: frozenset[str]

    @property
    def unsourced(self) -> list[Attribution]:
        """The references to footnotes that are there, but are no source and no asides."""
        return [
            each
            for each in self.references
            if each.entry is None and each.label in self.labels and not _ASIDE.fullmatch(each.label)
        ]


def attributions(base: KnowledgeBase, note: Note) -> Attributions:
    """Return what the body of a concept, which is read for it, attributes to what."""
    by_id = {entry.id: entry for entry in sources(note.document.fields) if entry.id}
    data = base.text(note.path)
    footnotes = Body(data, note.document.body_start).footnotes
    labels = ((_label(data, place), place) for place in footnotes.references)
    found = tuple(Attribution(label, place, by_id.get(label)) for label, place in labels)
    return Attributions(found, footnotes.labels)


def _label(data: bytes, place: Span) -> str:
    return data[place.start + 2 : place.end - 1].decode("utf-8", "replace")


def claim_links(base: KnowledgeBase) -> Iterator[ResolvedLink]:
    """Yield a link to the source for each claim that a body attributes to a file of the base."""
    yield from _of_footnotes(base)
    yield from cited_files(base)


def claim_edges(base: KnowledgeBase) -> Iterator[Edge]:
    """Yield the same as edges of the graph, whose origin is ``footnote`` or ``citation``."""
    for found in claim_links(base):
        origin = "footnote" if found.link.raw.startswith("^") else "citation"
        yield Edge(found.source, found.target, found.link.relation, origin)


Entries = dict[tuple[str | int, ...], ResolvedLink]


def _sources_by_entry(base: KnowledgeBase) -> Mapping[str, Entries]:
    """Return what entries of ``sources`` name, by note and by the keys of the entry."""
    relations = {row.name for row in base.relations.with_provenance(Provenance.FROM)}
    table: dict[str, Entries] = {}
    for found in base.links.fields.resolved:
        if found.link.relation in relations and isinstance(found.link.place, FieldPath):
            table.setdefault(found.source, {})[found.link.place.keys[:-1]] = found
    return table


def _of_footnotes(base: KnowledgeBase) -> Iterator[ResolvedLink]:
    named = _sources_by_entry(base) if base.kinds.model is Model.OKF else {}
    for path, entries in named.items():
        for label, place, entry in attributions(base, base.notes[path]).references:
            found = entries.get(entry.keys) if entry else None
            if found:
                yield found._replace(link=found.link._replace(raw=f"^{label}", place=place))
