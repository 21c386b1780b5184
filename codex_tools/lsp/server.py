"""The language server: what all features share, and the loop that serves a client."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from codex_tools import __version__
from codex_tools.errors import CodexError
from codex_tools.lsp import features
from codex_tools.lsp.positions import Text
from codex_tools.lsp.roots import Place, Roots
from codex_tools.runtime import discovery

_PAUSE = 0.2
"""Seconds without a further change after which others are told of it."""


class CodexServer(LanguageServer):
    """A server for the knowledge bases of one client.

    ``open_texts`` are the texts of open files by their URIs; ``changed`` is called some moments
    after a change, once for several.
    """

    def __init__(self) -> None:
        super().__init__("codex", __version__)
        self.roots = Roots()
        self.open_texts: dict[str, bytes] = {}
        self.changed: list[Callable[[], None]] = []
        self._timer: asyncio.TimerHandle | None = None
        for name in discovery.names(features):
            discovery.load(features, name).register(self)

    def place(self, uri: str) -> Place | None:
        """Return the place of a file in its knowledge base; ``None`` for a file of none.

        A base that cannot be read is told to the user, and has no files.
        """
        try:
            found = self.roots.find(uri)
            if found is not None:
                _ = found.base
        except CodexError as error:
            self.tell(str(error))
            return None
        return found

    def tell(self, message: str) -> None:
        """Show the user what keeps something from being done."""
        shown = types.ShowMessageParams(types.MessageType.Error, f"codex: {message}")
        self.window_show_message(shown)

    def text(self, place: Place) -> Text:
        """Return the text of a file as the client sees it."""
        return self.text_of(place.base.text(place.path))

    def text_of(self, data: bytes) -> Text:
        """Return bytes with positions in the units of the client."""
        return Text(data, self.workspace.position_encoding or types.PositionEncodingKind.Utf16)

    def location(self, place: Place, start: int = 0, end: int = 0) -> types.Location:
        """Return a part of a file, by byte offsets, for the client."""
        return types.Location(place.uri, self.text(place).range(start, end))

    def supports(self, *names: str) -> bool:
        """Tell whether the client has a capability, by the names that lead to it."""
        found: Any = self.client_capabilities
        for name in names:
            found = getattr(found, name, None)
        return bool(found)

    def touch(self) -> None:
        """Call what waits for a change, when no other has come for a moment."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(_PAUSE, self._tell_changed)

    def _tell_changed(self) -> None:
        for each in self.changed:
            each()


def serve() -> None:
    """Serve the client at the standard streams until it ends."""
    CodexServer().start_io()
