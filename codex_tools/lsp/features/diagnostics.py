"""What is wrong: asked for by the client, or sent to one that does not ask."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from itertools import groupby
from operator import attrgetter

from lsprotocol import types

from codex_tools.errors import CodexError
from codex_tools.lsp.references import Reference, other_ends, span_of_target
from codex_tools.lsp.roots import Place, Root
from codex_tools.lsp.rule_pages import page_uri
from codex_tools.lsp.server import CodexServer
from codex_tools.model import Diagnostic, Severity, Span

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
    if place is None:
        return types.RelatedFullDocumentDiagnosticReport([])
    found = _found_in(ls, place)
    mark = _mark(found)
    if mark == params.previous_result_id:
        return types.RelatedUnchangedDocumentDiagnosticReport(mark)
    return types.RelatedFullDocumentDiagnosticReport(_told(ls, place, found), result_id=mark)


def _found_in(ls: CodexServer, place: Place) -> Sequence[Diagnostic]:
    """The findings in a file. A policy that cannot be used is told to the user."""
    try:
        return place.root.findings(place.path)
    except CodexError as error:
        ls.tell(str(error))
        return ()


def _told(ls: CodexServer, place: Place, found: Iterable[Diagnostic]) -> list[types.Diagnostic]:
    text, ends = ls.text(place), other_ends(place.base, place.path)
    return [
        types.Diagnostic(
            text.range(each.start, each.end),
            f"{each.message}\n{each.hint}" if each.hint else each.message,
            _SEVERITIES[each.severity],
            each.code,
            types.CodeDescription(page) if (page := page_uri(each.rule)) else None,
            "codex",
            _TAGS.get(each.rule),
            _related(ls, place, ends.get(Span(each.start, each.end))),
        )
        for each in found
    ]


def _related(
    ls: CodexServer, place: Place, named: Reference | None
) -> list[types.DiagnosticRelatedInformation] | None:
    """Where the reference that a finding is about leads to."""
    if named is None:
        return None
    location = ls.location(place.at(named.target), *span_of_target(place.base, named))
    return [types.DiagnosticRelatedInformation(location, f"the other end: {named.target}")]


def _mark(found: Sequence[Diagnostic]) -> str:
    return f"{hash(tuple(found)):x}"


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


async def _by_file(
    ls: CodexServer, root: Root
) -> AsyncIterator[tuple[Place, Sequence[Diagnostic]]]:
    try:
        report = root.workspace.report()
    except CodexError as error:
        ls.tell(str(error))
        return
    for path, found in groupby(report.diagnostics, key=attrgetter("path")):
        await asyncio.sleep(0)
        yield Place(root, path), tuple(found)


def _of_file(
    ls: CodexServer, place: Place, found: Sequence[Diagnostic], known: str
) -> types.WorkspaceDocumentDiagnosticReport:
    mark, open_file = _mark(found), ls.workspace.text_documents.get(place.uri)
    version = open_file.version if open_file else None
    if mark == known:
        return types.WorkspaceUnchangedDocumentDiagnosticReport(place.uri, mark, version)
    items = _told(ls, place, found)
    return types.WorkspaceFullDocumentDiagnosticReport(place.uri, items, version, result_id=mark)


def _tell(ls: CodexServer) -> None:
    """Let a client that asks ask again; send the others what is found in all that is open."""
    if ls.supports("text_document", "diagnostic"):
        if ls.supports("workspace", "diagnostics", "refresh_support"):
            ls.workspace_diagnostic_refresh(None)
        return
    for uri in ls.open_texts:
        place = ls.place(uri)
        items = _told(ls, place, _found_in(ls, place)) if place else []
        ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, items))
