"""To what a reference names, from a note to what names it, and links that can be clicked."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from codex_tools.lsp.references import (
    Reference,
    reference_at,
    references_in,
    references_to,
    span_of_target,
)
from codex_tools.lsp.roots import Place
from codex_tools.lsp.server import CodexServer


def register(server: CodexServer) -> None:
    """Register the requests of this module."""
    server.feature(types.TEXT_DOCUMENT_DEFINITION)(_definition)
    server.feature(types.TEXT_DOCUMENT_REFERENCES)(_references)
    server.feature(types.TEXT_DOCUMENT_DOCUMENT_LINK)(_document_links)


def found_at(ls: CodexServer, place: Place, position: types.Position) -> Reference | None:
    """Return the reference at a position of a note."""
    note = place.note
    return reference_at(place.base, note, ls.text(place).offset(position)) if note else None


def _definition(ls: CodexServer, params: types.DefinitionParams) -> types.Location | None:
    place = ls.place(params.text_document.uri)
    found = found_at(ls, place, params.position) if place else None
    if place is None or found is None or not found.target:
        return None
    return ls.location(place.at(found.target), *span_of_target(place.base, found))


def _references(ls: CodexServer, params: types.ReferenceParams) -> list[types.Location]:
    """What names the note at a reference, or else the open note itself."""
    place = ls.place(params.text_document.uri)
    if place is None:
        return []
    found = found_at(ls, place, params.position)
    path = found.target if found and found.target else place.path
    return [
        ls.location(place.at(each.path), *each.span) for each in references_to(place.base, path)
    ]


def _document_links(ls: CodexServer, params: types.DocumentLinkParams) -> list[types.DocumentLink]:
    place = ls.place(params.text_document.uri)
    return list(_links(ls, place)) if place else []


def _links(ls: CodexServer, place: Place) -> Iterator[types.DocumentLink]:
    note, text = place.note, ls.text(place)
    for each in references_in(place.base, note) if note else ():
        if each.target and each.span.end > each.span.start:
            target, tooltip = place.root.uri(each.target), each.target
            if each.target in place.base.notes:
                line = ls.location(place.at(each.target), *span_of_target(place.base, each))
                target += f"#L{line.range.start.line + 1}" if each.link.heading else ""
            yield types.DocumentLink(text.range(*each.span), target, tooltip)
