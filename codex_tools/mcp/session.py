"""What a server holds between calls: the knowledge base, which follows its files, and proposals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from codex_tools.app.living import Workspace
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.mcp.proposals import Proposals
from codex_tools.model import Report
from codex_tools.settings import Settings


class State(NamedTuple):
    """The knowledge base as it is on disk now; another ``mark`` tells that something changed."""

    base: KnowledgeBase
    settings: Settings
    mark: int


class Session:
    """The knowledge base at ``root``, which is served.

    ``load_settings`` reads the settings of a folder. ``flags`` are those with which the command was
    called, for what runs as a command of its own. Raises CodexError where the base cannot be read.
    """

    def __init__(
        self,
        root: Path,
        load_settings: Callable[[Path], Settings],
        allow_writes: bool = False,
        flags: tuple[str, ...] = (),
    ) -> None:
        self.load_settings, self.allow_writes, self.flags = load_settings, allow_writes, flags
        self.proposals = Proposals()
        self._workspace = Workspace(lambda: load_settings(root))
        self._state = self._now()

    def state(self) -> State:
        """Return the knowledge base as it is on disk; the one of the last call if nothing changed.

        Raises CodexError where it cannot be read.
        """
        self._workspace.refresh()
        now = self._now()
        if now.mark != self._state.mark or now.settings is not self._state.settings:
            self._state = now
        return self._state

    def _now(self) -> State:
        base, settings = self._workspace.base, self._workspace.settings
        walked = base.listing.walked if base.listing else ()
        return State(base, settings, hash((walked, settings.sources)))

    def report(self) -> Report:
        """Return what a check of all says, in which only what changed is looked at again."""
        return self._workspace.report()

    @property
    def day(self) -> str:
        """The day, as a front matter has it."""
        return date.today().isoformat()
