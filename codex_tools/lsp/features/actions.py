"""What can be done about what is found: repairs, comments, the other end, the missing note."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from lsprotocol import types

from codex_tools.app.authoring.drafting import Draft
from codex_tools.app.contents import if_editable
from codex_tools.app.fix import fix
from codex_tools.edits.fixing import apply_fixes
from codex_tools.edits.ignoring import add_comments
from codex_tools.edits.outcome import Rewritten
from codex_tools.errors import CodexError
from codex_tools.lsp.changes import edit_of
from codex_tools.lsp.missing_note import missing_note
from codex_tools.lsp.references import reference_at
from codex_tools.lsp.roots import Place
from codex_tools.lsp.server import CodexServer
from codex_tools.model import Applicability, Diagnostic, Fix
from codex_tools.refactoring.other_ends import should_answer
from codex_tools.refactoring.writing_style import append_reference, takes_entry
from codex_tools.syntax.line_ends import edited

FIX_ALL = "source.fixAll.codex"
_QUICK, _REWRITE = types.CodeActionKind.QuickFix, types.CodeActionKind.RefactorRewrite


def register(server: CodexServer) -> None:
    """Register the request of this module."""
    options = types.CodeActionOptions([_QUICK, _REWRITE, FIX_ALL])
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)(_actions)


def _actions(ls: CodexServer, params: types.CodeActionParams) -> list[types.CodeAction]:
    place = ls.place(params.text_document.uri)
    if place is None or place.note is None:
        return []
    text = ls.text(place)
    start, end = text.offset(params.range.start), text.offset(params.range.end)
    makers: dict[str, Callable[[], Iterable[types.CodeAction]]] = {
        _QUICK: lambda: _quick(ls, place, start, end),
        _REWRITE: lambda: _other_end(ls, place, start),
        FIX_ALL: lambda: _all(ls, place),
    }
    only = params.context.only
    wanted = [make for kind, make in makers.items() if only is None or _is_wanted(kind, only)]
    return [action for make in wanted for action in make()]


def _is_wanted(kind: str, only: Iterable[str]) -> bool:
    return any(not each or kind == each or kind.startswith(f"{each}.") for each in only)


def _quick(ls: CodexServer, place: Place, start: int, end: int) -> Iterator[types.CodeAction]:
    for found in place.root.findings(place.path):
        if found.start <= end and start <= found.end:
            if found.fix:
                yield from _repair(ls, place, found, found.fix)
            if note := missing_note(place, found):
                yield from _creation(ls, place, note)
            yield from _silence(ls, place, found)


def _repair(
    ls: CodexServer, place: Place, found: Diagnostic, repair: Fix
) -> Iterator[types.CodeAction]:
    outcome = apply_fixes([repair], _read(place))
    if outcome.files:
        is_safe = repair.applicability is Applicability.SAFE
        title = repair.title if is_safe else f"{repair.title} (unsafe: look at it)"
        edit = edit_of(ls, place, outcome.files)
        yield types.CodeAction(f"{found.code}: {title}", _QUICK, is_preferred=is_safe, edit=edit)


def _read(place: Place) -> Callable[[str], bytes]:
    return if_editable(place.root.workspace.settings, place.base.unchanged)


def _silence(ls: CodexServer, place: Place, found: Diagnostic) -> Iterator[types.CodeAction]:
    before = place.base.text(place.path)
    after = edited(before, partial(add_comments, found=[found]))
    if after != before and found.rule != "unused-suppression":
        file = Rewritten(before, after, 0)
        edit = edit_of(ls, place, {place.path: file})
        yield types.CodeAction(f"{found.code}: silence it here", _QUICK, edit=edit)


def _creation(ls: CodexServer, place: Place, note: Draft) -> Iterator[types.CodeAction]:
    """Create the note that a reference names; only clients that can create files are offered it."""
    kinds = ls.client_capabilities.workspace
    known = kinds.workspace_edit.resource_operations if kinds and kinds.workspace_edit else None
    if types.ResourceOperationKind.Create not in (known or ()):
        return
    uri = place.root.uri(note.path)
    start = types.Range(types.Position(0, 0), types.Position(0, 0))
    changes: list[Any] = [
        types.CreateFile(uri, options=types.CreateFileOptions(overwrite=False)),
        types.TextDocumentEdit(
            types.OptionalVersionedTextDocumentIdentifier(uri),
            [types.TextEdit(start, note.data.decode())],
        ),
    ]
    edit = types.WorkspaceEdit(document_changes=changes)
    yield types.CodeAction(f"create {note.path}", _QUICK, edit=edit)


def _other_end(ls: CodexServer, place: Place, offset: int) -> Iterator[types.CodeAction]:
    """Write the other end of the edge at an offset."""
    base, note = place.base, place.note
    found = reference_at(base, note, offset) if note else None
    row = base.relations.by_name.get(found.link.relation) if found else None
    if found is None or row is None or not row.inverse or found.target not in base.notes:
        return
    if should_answer(base, place.path, found.target, row.name, row.inverse) and takes_entry(
        base, found.target, row.inverse
    ):
        change = append_reference(base, found.target, row.inverse, place.path)
        outcome = apply_fixes([Fix("", (change,))], _read(place))
        if outcome.files:
            title = f"write the other end: `{row.inverse}` of {found.target}"
            edit = edit_of(ls, place, outcome.files)
            yield types.CodeAction(title, _REWRITE, edit=edit)


def _all(ls: CodexServer, place: Place) -> Iterator[types.CodeAction]:
    workspace = place.root.workspace
    try:
        _, outcome = fix(workspace.base, workspace.settings, {place.path})
    except CodexError as error:
        ls.tell(str(error))
        return
    if outcome.files:
        edit = edit_of(ls, place, outcome.files)
        yield types.CodeAction("repair all that is safe to repair", FIX_ALL, edit=edit)
