"""New contents of files → the edits that a client makes of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from lsprotocol import types

from codex_tools.edits.outcome import Rewritten
from codex_tools.lsp.positions import Text
from codex_tools.lsp.roots import Place
from codex_tools.lsp.server import CodexServer


def edit_of(
    ls: CodexServer, place: Place, files: Mapping[str, Rewritten], *more: Any
) -> types.WorkspaceEdit:
    """Return the edit that makes of some files what they are to be; ``more`` is done after."""
    edits = {place.root.uri(path): _edits(ls, file) for path, file in files.items()}
    if not ls.supports("workspace", "workspace_edit", "document_changes"):
        return types.WorkspaceEdit(changes=edits)
    changes: list[Any] = [
        types.TextDocumentEdit(
            types.OptionalVersionedTextDocumentIdentifier(uri, _version(ls, uri)), list(some)
        )
        for uri, some in edits.items()
    ]
    return types.WorkspaceEdit(document_changes=[*changes, *more])


def _version(ls: CodexServer, uri: str) -> int | None:
    known = ls.workspace.text_documents.get(uri)
    return known.version if known else None


def _edits(ls: CodexServer, file: Rewritten) -> list[types.TextEdit]:
    text = ls.text_of(file.before)
    return [
        types.TextEdit(text.range(start, end), new.decode("utf-8", "replace"))
        for start, end, new in differences(text, file.after)
    ]


def differences(text: Text, after: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield the spans of bytes that differ, line by line, each narrowed to what differs in it."""
    old, new = text.data.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag != "equal":
            yield _narrowed(text.data, starts[first], starts[last], b"".join(new[begin:end]))


def _narrowed(data: bytes, start: int, end: int, new: bytes) -> tuple[int, int, bytes]:
    """Leave out what is the same at both ends, whole characters only."""
    old = data[start:end]
    most = min(len(old), len(new))
    head = next((at for at in range(most) if old[at] != new[at]), most)
    while head and head < most and old[head] & 0xC0 == 0x80:
        head -= 1
    most -= head
    tail = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    while tail and old[len(old) - tail] & 0xC0 == 0x80:
        tail -= 1
    return start + head, end - tail, new[head : len(new) - tail]
