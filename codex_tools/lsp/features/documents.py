"""What is open, and what changes on disk: the texts that all else is about."""

from __future__ import annotations

from lsprotocol import types

from codex_tools.errors import CodexError
from codex_tools.lsp.positions import encoded
from codex_tools.lsp.server import CodexServer

_WATCHED = ("**/*", "**/.gitignore")


def register(server: CodexServer) -> None:
    """Register the notifications of this module."""
    feature = server.feature
    feature(types.INITIALIZED)(_initialized)
    feature(types.TEXT_DOCUMENT_DID_OPEN)(_opened)
    feature(types.TEXT_DOCUMENT_DID_CHANGE)(_changed)
    feature(types.TEXT_DOCUMENT_DID_SAVE)(_saved)
    feature(types.TEXT_DOCUMENT_DID_CLOSE)(_closed)
    feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(_files_changed)
    feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)(_folders_changed)


def _initialized(ls: CodexServer, params: types.InitializedParams) -> None:
    for uri in ls.workspace.folders or filter(None, [ls.workspace.root_uri]):
        _add_folder(ls, uri)
    watched = ("workspace", "did_change_watched_files", "dynamic_registration")
    if ls.supports(*watched):
        watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        registration = types.Registration("codex-files", method, options)
        ls.client_register_capability(types.RegistrationParams([registration]))


def _add_folder(ls: CodexServer, uri: str) -> None:
    try:
        ls.roots.add_folder(uri)
    except CodexError as error:
        ls.tell(str(error))


def _take(ls: CodexServer, uri: str, data: bytes) -> None:
    ls.open_texts[uri] = data
    if place := ls.place(uri):
        place.root.edit(place.path, data)
        ls.touch()


def _opened(ls: CodexServer, params: types.DidOpenTextDocumentParams) -> None:
    _take(ls, params.text_document.uri, encoded(params.text_document.text))


def _changed(ls: CodexServer, params: types.DidChangeTextDocumentParams) -> None:
    uri = params.text_document.uri
    data = ls.open_texts.get(uri, b"")
    for change in params.content_changes:
        if isinstance(change, types.TextDocumentContentChangePartial):
            data = ls.text_of(data).replaced(change.range, change.text)
        else:
            data = encoded(change.text)
    _take(ls, uri, data)


def _saved(ls: CodexServer, params: types.DidSaveTextDocumentParams) -> None:
    _look_again(ls)


def _closed(ls: CodexServer, params: types.DidCloseTextDocumentParams) -> None:
    uri = params.text_document.uri
    ls.open_texts.pop(uri, None)
    if place := ls.place(uri):
        place.root.edit(place.path, None)
        ls.touch()


def _files_changed(ls: CodexServer, params: types.DidChangeWatchedFilesParams) -> None:
    _look_again(ls)


def _look_again(ls: CodexServer) -> None:
    for root in ls.roots:
        root.files_changed()
    ls.touch()


def _folders_changed(ls: CodexServer, params: types.DidChangeWorkspaceFoldersParams) -> None:
    for folder in params.event.removed:
        ls.roots.remove_folder(folder.uri)
    for folder in params.event.added:
        _add_folder(ls, folder.uri)
    ls.touch()
