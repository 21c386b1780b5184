"""Bodies of concepts → which claims in them come from which sources.

In the Open Knowledge Format a footnote ``[^id]`` attributes the claim that it stands behind to the
entry of ``sources`` with that ``id``; version 0.1 had a list under the heading ``# Citations``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from codex_tools.base.kinds import Model
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.okf.families import SOURCES, SourceEntry, sources
from codex_tools.base.relations import Provenance
from codex_tools.model import Edge, FieldPath, Note, ResolvedLink, Span
from codex_tools.runtime import lazy_regex
from codex_tools.syntax.markdown.body import Body

_ADDRESS = lazy_regex.compile(r"https?://[^\s<>\"'\]]+")
CITATIONS = "citations"
"""The heading above what a concept of version 0.1 comes from."""


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
        """The references to footnotes that are there, but are no source. Numbers may be asides."""
        return [
            each
            for each in self.references
            if each.entry is None and each.label in self.labels and not each.label.isdigit()
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
    if base.kinds.model is not Model.OKF:
        return
    named = _sources_by_entry(base)
    for path, note in base.notes.items():
        if note.document.fields.get(SOURCES):
            yield from _of_footnotes(base, note, named.get(path, {}))
        elif base.kinds.is_concept(path):
            yield from _of_citations(base, note)


def cited_files(base: KnowledgeBase) -> Iterator[ResolvedLink]:
    """Yield those of the links that stand in lists of citations, where no front matter says so."""
    return (each for each in claim_links(base) if not _is_footnote(each))


def _is_footnote(found: ResolvedLink) -> bool:
    return found.link.raw.startswith("^")


def claim_edges(base: KnowledgeBase) -> Iterator[Edge]:
    """Yield the same as edges of the graph, whose origin is ``footnote`` or ``citation``."""
    for found in claim_links(base):
        origin = "footnote" if _is_footnote(found) else "citation"
        yield Edge(found.source, found.target, found.link.relation, origin)


Entries = Mapping[tuple[str | int, ...], ResolvedLink]


def _sources_by_entry(
    base: KnowledgeBase,
) -> Mapping[str, dict[tuple[str | int, ...], ResolvedLink]]:
    """Return what entries of ``sources`` name, by note and by the keys of the entry."""
    relations = {row.name for row in base.relations.with_provenance(Provenance.FROM)}
    table: dict[str, dict[tuple[str | int, ...], ResolvedLink]] = {}
    for found in base.links.fields.resolved:
        if found.link.relation in relations and isinstance(found.link.place, FieldPath):
            table.setdefault(found.source, {})[found.link.place.keys[:-1]] = found
    return table


def _of_footnotes(base: KnowledgeBase, note: Note, named: Entries) -> Iterator[ResolvedLink]:
    if not named:
        return
    for label, place, entry in attributions(base, note).references:
        found = named.get(entry.keys) if entry else None
        if found:
            yield found._replace(link=found.link._replace(raw=f"^{label}", place=place))


def _of_citations(base: KnowledgeBase, note: Note) -> Iterator[ResolvedLink]:
    part = _citations(base, note) if note.document.links else None
    if part is None:
        return
    [relation, *_] = base.relations.with_provenance(Provenance.FROM)
    for link in note.document.links:
        assert isinstance(link.place, Span)
        if part.start <= link.place.start < part.end:
            paths, how = base.resolver.resolve(link, note.path)
            if how and len(paths) == 1:
                cited = link._replace(relation=relation.name)
                yield ResolvedLink(note.path, cited, paths[0], how)


def cited_addresses(base: KnowledgeBase, note: Note) -> list[str]:
    """Return the addresses on the web that a concept of version 0.1 lists as what it comes from."""
    if note.document.fields.get(SOURCES) or (part := _citations(base, note)) is None:
        return []
    text = base.text(note.path)[part.start : part.end].decode("utf-8", "replace")
    return [address.rstrip(".,;:)") for address in _ADDRESS.findall(text)]


def _citations(base: KnowledgeBase, note: Note) -> Span | None:
    """Return the section of a body that lists what it comes from."""
    data = base.text(note.path)
    if CITATIONS.encode() not in data.lower():
        return None
    return Body(data, note.document.body_start).section(CITATIONS)
