"""Places in a file → the references there, and what they name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.findings.positions import SourceText
from codex_tools.model import BODY, Link, Note, Span
from codex_tools.syntax.markdown.anchors import fold_heading, shown


class Reference(NamedTuple):
    """A reference with its byte span, and the one file that it names; an empty text for none."""

    path: str
    link: Link
    span: Span
    target: str


def references_in(base: KnowledgeBase, note: Note) -> Iterator[Reference]:
    """Yield the references of a note, those of its front matter first."""
    text = SourceText(base.text(note.path))
    for given in note.links:
        kinds = base.relations.kinds(given.relation)
        link, found = base.resolver.read(given, note.path, kinds)
        target = found.paths[0] if len(found.paths) == 1 else ""
        yield Reference(note.path, link, text.span(given.place), target)


def other_ends(base: KnowledgeBase, path: str) -> dict[Span, Reference]:
    """Return the references of a file that lead to another one, by their spans.

    Plain names of files in a body, of which nothing is found, are left out.
    """
    text = SourceText(base.text(path))
    parts = base.links.fields.of([path]), base.links.bodies.of([path])
    found = (each for part in parts for each in (*part.resolved, *part.loose))
    return {
        span: Reference(path, each.link, span, each.target)
        for each in found
        if each.target != path and (span := text.span(each.link.place)).end
    }


def reference_at(base: KnowledgeBase, note: Note, offset: int) -> Reference | None:
    """Return the reference at a byte offset; the shortest of several around it."""
    around = [
        each for each in references_in(base, note) if each.span.start <= offset <= each.span.end
    ]
    return min(around, key=lambda each: each.span.end - each.span.start, default=None)


def references_to(base: KnowledgeBase, path: str) -> list[Reference]:
    """Return the references to a file in all notes: by relation, those of bodies last."""
    sources = {source for source, target in base.links.pairs() if target == path}
    notes = [base.notes[source] for source in sorted(sources)]
    found = [each for note in notes for each in references_in(base, note) if each.target == path]
    return sorted(found, key=lambda each: (each.link.relation == BODY, each.link.relation))


def span_of_target(base: KnowledgeBase, reference: Reference) -> Span:
    """Return where in its target a reference leads: to its heading, else to the title."""
    note = base.notes.get(reference.target)
    if note is None:
        return Span(0, 0)
    wanted = reference.link.heading.rpartition("#")[2]
    if wanted:
        for heading in base.headings(note):
            if fold_heading(shown(heading.text)) == fold_heading(wanted):
                return Span(heading.start, heading.end)
    return title_span(note)


def title_span(note: Note) -> Span:
    """Return where the heading of a note stands, or its beginning."""
    heading = note.document.heading
    return Span(heading.start, heading.end) if heading else Span(0, 0)
