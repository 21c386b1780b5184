"""The headings of a note, and the notes of all bases by what they are called; and folding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from lsprotocol import types

from codex_tools.lsp.features.completion import MOST, matching
from codex_tools.lsp.positions import Text
from codex_tools.lsp.roots import Place
from codex_tools.lsp.server import CodexServer
from codex_tools.model import Block, Heading, Role
from codex_tools.syntax import frontmatter

_KINDS = {
    Role.CLAIM: types.SymbolKind.Interface,
    Role.SOURCE: types.SymbolKind.File,
    Role.NONE: types.SymbolKind.Module,
}
_BEGINNING = types.Range(types.Position(0, 0), types.Position(0, 0))


def register(server: CodexServer) -> None:
    """Register the requests of this module."""
    server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(_of_document)
    server.feature(types.WORKSPACE_SYMBOL)(_of_workspace)
    server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)(_folding)


def _of_document(ls: CodexServer, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    place = ls.place(params.text_document.uri)
    if place is None or place.note is None:
        return []
    text = ls.text(place)
    return _nested(text, list(place.base.headings(place.note)), len(text.data))


def _nested(text: Text, headings: Sequence[Heading], end: int) -> list[types.DocumentSymbol]:
    """The headings as a tree: each holds what follows it up to the next of its level or above."""
    found: list[types.DocumentSymbol] = []
    at = 0
    while at < len(headings):
        first = headings[at]
        below = at + 1
        while below < len(headings) and headings[below].level > first.level:
            below += 1
        stop = headings[below].start if below < len(headings) else end
        found.append(
            types.DocumentSymbol(
                first.text or "#" * first.level,
                types.SymbolKind.String,
                text.range(first.start, max(stop, first.end)),
                text.range(first.start, first.end),
                children=_nested(text, headings[at + 1 : below], stop),
            )
        )
        at = below
    return found


def _of_workspace(
    ls: CodexServer, params: types.WorkspaceSymbolParams
) -> list[types.WorkspaceSymbol]:
    found = (each for root in ls.roots for each in _matching(Place(root, ""), params.query))
    return list(islice(found, MOST))


def _matching(root: Place, query: str) -> Iterator[types.WorkspaceSymbol]:
    for path, called in matching(root.base, query):
        kind = _KINDS[root.base.notes[path].role]
        location = types.Location(root.at(path).uri, _BEGINNING)
        yield types.WorkspaceSymbol(location, called, kind, container_name=path)


def _folding(ls: CodexServer, params: types.FoldingRangeParams) -> list[types.FoldingRange]:
    """The front matter, and what stands below each heading."""
    place = ls.place(params.text_document.uri)
    if place is None or place.note is None:
        return []
    text = ls.text(place)
    folds = [
        types.FoldingRange(first, last)
        for first, last in _sections(text, list(place.base.headings(place.note)))
        if last > first
    ]
    block = frontmatter.find_block(text.data)
    if isinstance(block, Block):
        folds.append(types.FoldingRange(0, text.position(block.end).line))
    return folds


def _sections(text: Text, headings: Sequence[Heading]) -> Iterator[tuple[int, int]]:
    for at, heading in enumerate(headings):
        later = (each for each in headings[at + 1 :] if each.level <= heading.level)
        following = next(later, None)
        end = following.start if following else len(text.data)
        kept = text.data[:end].rstrip(b"# \t\r\n") if following else text.data.rstrip()
        yield text.position(heading.start).line, text.position(len(kept)).line
