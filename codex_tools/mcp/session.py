"""What a server holds between calls: the knowledge base, read again where it changed, proposals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from codex_tools.app.paths import dependencies
from codex_tools.app.workspace import load, new_note_cache
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.mcp.proposals import Proposals
from codex_tools.settings import Settings
from codex_tools.storage.files import list_files

Stamps = tuple[object, ...]


class State(NamedTuple):
    """The knowledge base as it is on disk now; another ``mark`` tells that something changed."""

    base: KnowledgeBase
    settings: Settings
    mark: int


class Session:
    """One knowledge base that is served.

    ``load_settings`` reads its settings anew. ``flags`` are those with which the command was
    called, for what runs as a command of its own.
    """

    def __init__(
        self,
        load_settings: Callable[[], Settings],
        allow_writes: bool = False,
        flags: tuple[str, ...] = (),
    ) -> None:
        self._load_settings = load_settings
        self.allow_writes, self.flags = allow_writes, flags
        self.proposals = Proposals()
        self._stamps: Stamps = ()
        self._state: State | None = None

    def state(self) -> State:
        """Return the knowledge base, read again if a file or the configuration changed.

        Raises CodexError where it cannot be read.
        """
        if self._state is None or self._stamps_of(self._state.settings) != self._stamps:
            settings = self._load_settings()
            self._stamps = self._stamps_of(settings)
            base = load(settings, new_note_cache(settings) if settings.cache else None)
            self._state = State(base, settings, crc32(repr(self._stamps).encode()))
        return self._state

    def _stamps_of(self, settings: Settings) -> Stamps:
        listing = list_files(settings.root, *settings.walked, stamps=True)
        return (*map(_stamp, dependencies(settings)), listing.walked)

    @property
    def day(self) -> str:
        """The day, as a front matter has it."""
        return date.today().isoformat()


def _stamp(path: str) -> tuple[int, int] | None:
    try:
        status = Path(path).stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
