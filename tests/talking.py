"""A client of the language server: it starts the real process, and talks to it over pipes."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

PATIENCE = 60.0

FULL = types.ClientCapabilities(
    general=types.GeneralClientCapabilities(
        position_encodings=[types.PositionEncodingKind.Utf16],
    ),
    text_document=types.TextDocumentClientCapabilities(
        diagnostic=types.DiagnosticClientCapabilities(),
    ),
    workspace=types.WorkspaceClientCapabilities(
        workspace_edit=types.WorkspaceEditClientCapabilities(
            document_changes=True,
            resource_operations=[
                types.ResourceOperationKind.Create,
                types.ResourceOperationKind.Rename,
            ],
        ),
        diagnostics=types.DiagnosticWorkspaceClientCapabilities(refresh_support=True),
        did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(
            dynamic_registration=True
        ),
    ),
)


class Editor:
    """What an editor does: it opens, types, asks, and makes the edits that it is given."""

    def __init__(self, root: Path, client: LanguageClient) -> None:
        self.root, self.client = root, client
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.pushed: dict[str, list[types.Diagnostic]] = {}
        self.messages: list[str] = []
        self.refreshes = 0
        self.arrived = asyncio.Event()

    def uri(self, path: str) -> str:
        return (self.root / path).as_uri()

    def document(self, path: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri(path))

    def open(self, path: str, text: str | None = None) -> None:
        text = (self.root / path).read_text("utf-8") if text is None else text
        self.texts[path], self.versions[path] = text, 1
        item = types.TextDocumentItem(self.uri(path), types.LanguageKind.Markdown, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def close(self, path: str) -> None:
        params = types.DidCloseTextDocumentParams(self.document(path))
        self.client.text_document_did_close(params)

    def type(self, path: str, text: str) -> None:
        """Replace the whole text of an open file."""
        self.change(path, types.TextDocumentContentChangeWholeDocument(text))
        self.texts[path] = text

    def change(self, path: str, *changes: Any) -> None:
        self.versions[path] += 1
        version = types.VersionedTextDocumentIdentifier(
            uri=self.uri(path), version=self.versions[path]
        )
        params = types.DidChangeTextDocumentParams(version, list(changes))
        self.client.text_document_did_change(params)

    def at(self, path: str, words: str, further: int = 0) -> types.Position:
        """The position of some words in a file, in units of UTF-16."""
        text = self.texts[path]
        before = text[: text.index(words) + further]
        line = before.rpartition("\n")[2]
        return types.Position(before.count("\n"), len(line.encode("utf-16-le")) // 2)

    def position(self, path: str, words: str, further: int = 0) -> dict[str, Any]:
        where = self.at(path, words, further)
        return {"text_document": self.document(path), "position": where}

    async def diagnostics(self, path: str) -> list[types.Diagnostic]:
        params = types.DocumentDiagnosticParams(self.document(path))
        report = await self.client.text_document_diagnostic_async(params)
        assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
        return list(report.items)

    async def actions(self, path: str, words: str, *kinds: str) -> dict[str, types.CodeAction]:
        where = types.Range(self.at(path, words), self.at(path, words))
        context = types.CodeActionContext([], only=list(kinds) or None)
        params = types.CodeActionParams(self.document(path), where, context)
        found = await self.client.text_document_code_action_async(params)
        return {each.title: each for each in found or () if isinstance(each, types.CodeAction)}

    async def completions(self, path: str, words: str) -> dict[str, str]:
        """What is offered behind some words, and what it would write."""
        params = types.CompletionParams(**self.position(path, words, len(words)))
        found = await self.client.text_document_completion_async(params)
        assert isinstance(found, types.CompletionList)
        return {each.label: getattr(each.text_edit, "new_text", "") for each in found.items}

    async def hover(self, path: str, words: str, further: int = 0) -> str:
        params = types.HoverParams(**self.position(path, words, further))
        found = await self.client.text_document_hover_async(params)
        return found.contents.value if found else ""  # type: ignore[union-attr]

    def made(self, edit: types.WorkspaceEdit | None) -> dict[str, str]:
        """The files that an edit changes, by path, as they are afterwards."""
        after: dict[str, str] = {}
        for change in edit.document_changes or () if edit else ():
            if isinstance(change, types.TextDocumentEdit):
                path = self.path(change.text_document.uri)
                known = self.texts.get(path)
                target = self.root / path
                text = known if known is not None else target.read_text() if target.exists() else ""
                after[path] = replaced(text, list(change.edits))
        return after

    def path(self, uri: str) -> str:
        return uri.removeprefix(self.root.as_uri() + "/").replace("%20", " ")


def replaced(text: str, edits: list[Any]) -> str:
    lines = text.splitlines(keepends=True) + [""]

    def offset(position: types.Position) -> int:
        line = lines[position.line].encode("utf-16-le")
        before = line[: 2 * position.character].decode("utf-16-le")
        return sum(map(len, lines[: position.line])) + len(before)

    for edit in sorted(edits, key=lambda each: offset(each.range.start), reverse=True):
        start, end = offset(edit.range.start), offset(edit.range.end)
        text = text[:start] + edit.new_text + text[end:]
    return text


Scenario = Callable[[Editor], Awaitable[None]]


def talk(
    root: Path,
    scenario: Scenario,
    capabilities: types.ClientCapabilities = FULL,
    folders: Mapping[str, Path] | None = None,
) -> None:
    """Play a scenario with a server that has some folders open."""
    asyncio.run(asyncio.wait_for(_talk(root, scenario, capabilities, folders), PATIENCE))


async def _talk(
    root: Path,
    scenario: Scenario,
    capabilities: types.ClientCapabilities,
    folders: Mapping[str, Path] | None,
) -> None:
    client = LanguageClient("editor", "1")
    editor = Editor(root, client)
    _listen(client, editor)
    await client.start_io(sys.executable, "-m", "codex_tools", "lsp", cwd=root)
    opened = folders or {"base": root}
    await client.initialize_async(
        types.InitializeParams(
            capabilities=capabilities,
            workspace_folders=[
                types.WorkspaceFolder(folder.as_uri(), name) for name, folder in opened.items()
            ],
        )
    )
    client.initialized(types.InitializedParams())
    try:
        await scenario(editor)
    finally:
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()


def _listen(client: LanguageClient, editor: Editor) -> None:
    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def _(params: types.PublishDiagnosticsParams) -> None:
        editor.pushed[editor.path(params.uri)] = list(params.diagnostics)
        editor.arrived.set()

    @client.feature(types.WINDOW_SHOW_MESSAGE)
    def _(params: types.ShowMessageParams) -> None:
        editor.messages.append(params.message)

    @client.feature(types.WORKSPACE_DIAGNOSTIC_REFRESH)
    def _(params: None) -> None:
        editor.refreshes += 1
        editor.arrived.set()

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def _(params: types.RegistrationParams) -> None:
        return None
