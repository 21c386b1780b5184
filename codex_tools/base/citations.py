"""Concepts of version 0.1 of the Open Knowledge Format → what they list as what they come from.

They have no ``sources``, but a list under the heading ``# Citations``.
"""

from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.kinds import Model
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.okf.keys import GENERATED, SOURCES
from codex_tools.base.relations import Provenance
from codex_tools.base.urls import addresses_in
from codex_tools.model import Note, ResolvedLink, Span
from codex_tools.syntax.markdown.body import Body

_HEADING = "citations"


def cited_files(base: KnowledgeBase) -> Iterator[ResolvedLink]:
    """Yield the links to files of the base in lists of citations, as provenance."""
    for note in _of_first_version(base):
        part = _section(base, note) if note.document.links else Span(0, 0)
        for link in note.document.links:
            assert isinstance(link.place, Span)
            if part.start <= link.place.start < part.end:
                paths, how = base.resolver.resolve(link, note.path)
                if how and len(paths) == 1:
                    [relation, *_] = base.relations.with_provenance(Provenance.FROM)
                    cited = link._replace(relation=relation.name)
                    yield ResolvedLink(note.path, cited, paths[0], how)


def cited_addresses(base: KnowledgeBase) -> Iterator[tuple[str, str]]:
    """Yield the paths of concepts with the addresses on the web in their lists of citations."""
    for note in _of_first_version(base):
        part = _section(base, note)
        text = base.text(note.path)[part.start : part.end].decode("utf-8", "replace")
        yield from ((note.path, each) for each in addresses_in(text))


def _of_first_version(base: KnowledgeBase) -> Iterator[Note]:
    """Yield the concepts that say nothing in the way of a later version; their bodies are read."""
    for path, note in base.notes.items() if base.kinds.model is Model.OKF else ():
        if note.fields.keys().isdisjoint((SOURCES, GENERATED)) and base.kinds.is_concept(path):
            yield note


def _section(base: KnowledgeBase, note: Note) -> Span:
    """Return the section of a body that lists citations; an empty one where there is none."""
    data = base.text(note.path)
    if _HEADING.encode() not in data.lower():
        return Span(0, 0)
    return Body(data, note.document.body_start).section(_HEADING) or Span(0, 0)
