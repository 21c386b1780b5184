"""What is wrong: asked for by the client, or sent to one that does not ask."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from zlib import crc32

from lsprotocol import types

from codex_tools.errors import CodexError
from codex_tools.lsp.references import reference_at, span_of_target
from codex_tools.lsp.roots import Place, Root
from codex_tools.lsp.rule_pages import page_uri
from codex_tools.lsp.server import CodexServer
from codex_tools.model import Diagnostic, Severity

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_TAGS = {
    "retired-target": [types.DiagnosticTag.Deprecated],
    "unused-suppression": [types.DiagnosticTag.Unnecessary],
    "repeated-edge": [types.DiagnosticTag.Unnecessary],
    "redundant-related": [types.DiagnosticTag.Unnecessary],
}


def register(server: CodexServer) -> None:
    """Register the requests of this module."""
    options = types.DiagnosticOptions(
        inter_file_dependencies=True, workspace_diagnostics=True, identifier="codex"
    )
    server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)(_of_document)
    server.feature(types.WORKSPACE_DIAGNOSTIC)(_of_workspace)
    server.changed.append(lambda: _tell(server))


def _of_document(
    ls: CodexServer, params: types.DocumentDiagnosticParams
) -> types.DocumentDiagnosticReport:
    place = ls.place(params.text_document.uri)
    items = found_in(ls, place) if place else []
    mark = _mark(items)
    if mark == params.previous_result_id:
        return types.RelatedUnchangedDocumentDiagnosticReport(mark)
    return types.RelatedFullDocumentDiagnosticReport(items, result_id=mark)


def found_in(ls: CodexServer, place: Place) -> list[types.Diagnostic]:
    """Return the findings in a file. A policy that cannot be used is told to the user."""
    try:
        report = place.root.workspace.check([place.path])
    except CodexError as error:
        ls.tell(str(error))
        return []
    return list(_told(ls, place, report.diagnostics))


def _told(ls: CodexServer, place: Place, found: Iterable[Diagnostic]) -> Iterator[types.Diagnostic]:
    text = ls.text(place)
    for each in found:
        page = page_uri(each.rule)
        yield types.Diagnostic(
            text.range(each.start, each.end),
            f"{each.message}\n{each.hint}" if each.hint else each.message,
            _SEVERITIES[each.severity],
            each.code,
            types.CodeDescription(page) if page else None,
            "codex",
            _TAGS.get(each.rule),
            _other_end(ls, place, each),
        )


def _other_end(
    ls: CodexServer, place: Place, found: Diagnostic
) -> list[types.DiagnosticRelatedInformation] | None:
    """Where the reference that a finding is about leads to."""
    if place.note is None or found.end <= found.start:
        return None
    named = reference_at(place.base, place.note, found.start)
    if named is None or not named.target or named.target == place.path:
        return None
    location = ls.location(place.at(named.target), *span_of_target(place.base, named))
    return [types.DiagnosticRelatedInformation(location, f"the other end: {named.target}")]


def _mark(items: list[types.Diagnostic]) -> str:
    return f"{crc32(repr(items).encode()):08x}"


async def _of_workspace(
    ls: CodexServer, params: types.WorkspaceDiagnosticParams
) -> types.WorkspaceDiagnosticReport:
    """The findings of all bases; a client that cancels is heeded between two files."""
    known = {each.uri: each.value for each in params.previous_result_ids}
    items: list[types.WorkspaceDocumentDiagnosticReport] = []
    for root in ls.roots:
        async for place, found in _by_file(ls, root):
            items.append(_of_file(ls, place, found, known.pop(place.uri, "")))
    items += [types.WorkspaceFullDocumentDiagnosticReport(uri, []) for uri in known]
    return types.WorkspaceDiagnosticReport(items)


async def _by_file(ls: CodexServer, root: Root):  # type: ignore[no-untyped-def]
    try:
        report = root.workspace.report()
    except CodexError as error:
        ls.tell(str(error))
        return
    table: dict[str, list[Diagnostic]] = {}
    for each in report.diagnostics:
        table.setdefault(each.path, []).append(each)
    for path, found in table.items():
        await asyncio.sleep(0)
        place = Place(root, path)
        yield place, list(_told(ls, place, found))


def _of_file(
    ls: CodexServer, place: Place, items: list[types.Diagnostic], known: str
) -> types.WorkspaceDocumentDiagnosticReport:
    mark = _mark(items)
    version = ls.workspace.text_documents.get(place.uri)
    number = version.version if version else None
    if mark == known:
        return types.WorkspaceUnchangedDocumentDiagnosticReport(place.uri, mark, number)
    return types.WorkspaceFullDocumentDiagnosticReport(place.uri, items, number, result_id=mark)


def _tell(ls: CodexServer) -> None:
    """Let a client that asks ask again; send the others what is found in all that is open."""
    if ls.supports("text_document", "diagnostic"):
        if ls.supports("workspace", "diagnostics", "refresh_support"):
            ls.workspace_diagnostic_refresh(None)
        return
    for uri in ls.open_texts:
        place = ls.place(uri)
        items = found_in(ls, place) if place else []
        ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, items))
