"""What a claim rests on and what rests on it: above its first line, and as a tree of calls."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from codex_tools.lsp.about import neighbours, summary
from codex_tools.lsp.features.navigation import found_at
from codex_tools.lsp.references import title_span
from codex_tools.lsp.roots import Place
from codex_tools.lsp.server import CodexServer

SHOW = "codex.showReferences"
"""The command of a lens. Clients that know it open the list of what names the note; to others it
does nothing."""


def register(server: CodexServer) -> None:
    """Register the requests of this module."""
    server.feature(types.TEXT_DOCUMENT_CODE_LENS)(_lenses)
    server.command(SHOW)(_show)
    server.feature(types.TEXT_DOCUMENT_PREPARE_CALL_HIERARCHY)(_prepare)
    server.feature(types.CALL_HIERARCHY_INCOMING_CALLS)(_resting)
    server.feature(types.CALL_HIERARCHY_OUTGOING_CALLS)(_holding)
    server.changed.append(lambda: _refresh(server))


def _lenses(ls: CodexServer, params: types.CodeLensParams) -> list[types.CodeLens]:
    place = ls.place(params.text_document.uri)
    words = summary(place.base, place.note) if place and place.note else ""
    if place is None or not words:
        return []
    start = ls.text(place).range(0, 0)
    return [types.CodeLens(start, types.Command(words, SHOW, arguments=[place.uri]))]


def _show(ls: CodexServer, *arguments: object) -> None:
    return


def _refresh(ls: CodexServer) -> None:
    if ls.supports("workspace", "code_lens", "refresh_support"):
        ls.workspace_code_lens_refresh(None)


def _prepare(
    ls: CodexServer, params: types.CallHierarchyPrepareParams
) -> list[types.CallHierarchyItem]:
    """The note at a reference, or else the open note itself."""
    place = ls.place(params.text_document.uri)
    if place is None:
        return []
    found = found_at(ls, place, params.position)
    named = place.at(found.target) if found and found.target else place
    return _items(ls, place, [named.path])


def _items(ls: CodexServer, place: Place, paths: Iterable[str]) -> list[types.CallHierarchyItem]:
    notes = [place.base.notes[path] for path in paths if path in place.base.notes]
    items = []
    for note in notes:
        where = ls.location(place.at(note.path), *title_span(note))
        kind = types.SymbolKind.Interface
        items.append(
            types.CallHierarchyItem(
                note.title, kind, where.uri, where.range, where.range, detail=note.path
            )
        )
    return items


def _resting(
    ls: CodexServer, params: types.CallHierarchyIncomingCallsParams
) -> list[types.CallHierarchyIncomingCall]:
    """What rests on a note."""
    place = ls.place(params.item.uri)
    found = neighbours(place.base, place.path).resting if place else []
    items = _items(ls, place, found) if place else []
    return [types.CallHierarchyIncomingCall(each, [each.range]) for each in items]


def _holding(
    ls: CodexServer, params: types.CallHierarchyOutgoingCallsParams
) -> list[types.CallHierarchyOutgoingCall]:
    """What a note rests on."""
    place = ls.place(params.item.uri)
    found = neighbours(place.base, place.path).holding if place else []
    items = _items(ls, place, found) if place else []
    return [types.CallHierarchyOutgoingCall(each, [params.item.range]) for each in items]
