"""A note, its title or a heading under another name, with all that refers to it."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from codex_tools.app.rename import plan_rename
from codex_tools.app.workspace import update
from codex_tools.base.names import stem
from codex_tools.edits.outcome import Rewritten
from codex_tools.errors import CodexError
from codex_tools.lsp.changes import edit_of
from codex_tools.lsp.references import reference_at, title_span
from codex_tools.lsp.roots import Place
from codex_tools.lsp.server import CodexServer
from codex_tools.model import Heading, Span

_REFUSED = -32803
"""``RequestFailed`` of the protocol."""


def register(server: CodexServer) -> None:
    """Register the requests of this module."""
    server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)(_prepare)
    server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))(_rename)
    pattern = types.FileOperationPattern("**/*")
    filters = [types.FileOperationFilter(pattern, "file")]
    options = types.FileOperationRegistrationOptions(filters)
    server.feature(types.WORKSPACE_WILL_RENAME_FILES, options)(_will_rename)


class _Wanted:
    """What stands under the cursor: a reference or the title, which are a note, or a heading."""

    def __init__(self, place: Place, offset: int) -> None:
        self.span, self.old, self.heading = Span(0, 0), "", ""
        note = place.note
        if note is None:
            return
        named = reference_at(place.base, note, offset)
        title = title_span(note)
        if named is not None:
            self.span, self.old = named.span, named.target
        elif title.end and title.start <= offset <= title.end:
            self.span, self.old = title, place.path
        elif heading := self._heading(place, offset):
            self.span, self.old = Span(heading.start, heading.end), place.path
            self.heading = heading.text

    def _heading(self, place: Place, offset: int) -> Heading | None:
        note = place.note
        found = place.base.headings(note) if note else ()
        return next((each for each in found if each.start <= offset <= each.end), None)


def _prepare(
    ls: CodexServer, params: types.PrepareRenameParams
) -> types.PrepareRenamePlaceholder | None:
    place = ls.place(params.text_document.uri)
    if place is None:
        return None
    text = ls.text(place)
    found = _Wanted(place, text.offset(params.position))
    if not found.old:
        return None
    words = found.heading or stem(found.old)
    return types.PrepareRenamePlaceholder(text.range(*found.span), words)


def _rename(ls: CodexServer, params: types.RenameParams) -> types.WorkspaceEdit | None:
    place = ls.place(params.text_document.uri)
    if place is None:
        return None
    found = _Wanted(place, ls.text(place).offset(params.position))
    if not found.old:
        return None
    old = f"{found.old}#{found.heading}" if found.heading else found.old
    workspace = place.root.workspace
    try:
        plan = plan_rename(workspace.base, workspace.settings, old, params.new_name)
    except CodexError as error:
        raise JsonRpcException(str(error), _REFUSED) from error
    moves: list[Any] = []
    if plan.move.old != plan.move.new:
        uris = place.root.uri(plan.move.old), place.root.uri(plan.move.new)
        moves = [types.RenameFile(*uris, options=types.RenameFileOptions(overwrite=False))]
    return edit_of(ls, place, plan.outcome.files, *moves)


def _will_rename(ls: CodexServer, params: types.RenameFilesParams) -> types.WorkspaceEdit | None:
    """What refers to files that the client is about to rename, which it then does itself."""
    moves = [(ls.place(each.old_uri), ls.place(each.new_uri)) for each in params.files]
    pairs = [(old, new) for old, new in moves if old and new and old.root is new.root]
    if not pairs:
        return None
    place = pairs[0][0]
    try:
        files = _moved(place, [(old.path, new.path) for old, new in pairs])
    except CodexError as error:
        ls.tell(f"references are not written anew: {error}")
        return None
    return edit_of(ls, place, files) if files else None


def _moved(place: Place, moves: Sequence[tuple[str, str]]) -> dict[str, Rewritten]:
    """What several renames, one after the other, make of files, by the paths of before."""
    workspace = place.root.workspace
    base = first = workspace.base
    origins: dict[str, str] = {}
    texts: dict[str, bytes] = {}
    for old, new in moves:
        plan = plan_rename(base, workspace.settings, old, posixpath.join("/", new).lstrip("/"))
        moved = plan.move.place
        changed = {moved(path): file.after for path, file in plan.outcome.files.items()}
        changed |= {moved(path): base.text(path) for path in plan.files if path in base.notes}
        base = update(base, workspace.settings, changed, moved)
        origins = {moved(path): origin for path, origin in origins.items()}
        origins |= {moved(path): path for path in plan.files if moved(path) not in origins}
        texts = {moved(path): text for path, text in texts.items()}
        texts |= {moved(path): file.after for path, file in plan.outcome.files.items()}
    return {
        origin: Rewritten(first.text(origin), text, 0)
        for path, text in texts.items()
        if (origin := origins.get(path, path)) in first.notes and first.text(origin) != text
    }
