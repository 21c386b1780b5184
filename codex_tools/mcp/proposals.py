"""What was proposed and may be applied: once each, and only so long as a server runs."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from codex_tools.app.authoring.proposal import Proposal
from codex_tools.errors import EditRefusedError, NotFoundError
from codex_tools.reporters.changes import digest

MOST = 100
"""How many proposals are kept; the oldest goes."""


class Proposals:
    """The proposals of a server by their ids."""

    def __init__(self) -> None:
        self._open: OrderedDict[str, Proposal] = OrderedDict()
        self._applied: OrderedDict[str, None] = OrderedDict()

    def add(self, proposal: Proposal) -> str:
        """Keep a proposal; returns its id, which nobody can guess."""
        name = secrets.token_hex(8)
        self._open[name] = proposal
        while len(self._open) > MOST:
            self._open.popitem(last=False)
        return name

    def expected(self, name: str, count: int, files: list[Mapping[str, Any]]) -> Proposal:
        """Return a proposal, if ``count`` and ``files`` are what it changes.

        Raises NotFoundError for an id that is not known, EditRefusedError for one that was applied,
        and where anything else is expected than what it does.
        """
        if name in self._applied:
            raise EditRefusedError(f"the proposal {name} was applied already")
        if name not in self._open:
            raise NotFoundError(f"there is no proposal {name}")
        proposal = self._open[name]
        wanted = {each["path"]: (each["before"], each["after"]) for each in files}
        known = {path: (digest(old), digest(new)) for path, (old, new) in proposal.files.items()}
        if count != len(known) or len(files) != count or wanted != known:
            words = "the given files, hashes and count are not those of the proposal"
            raise EditRefusedError(f"{words}: {', '.join(known)}")
        return proposal

    def close(self, name: str) -> None:
        """Let a proposal that was applied not be applied again."""
        del self._open[name]
        self._applied[name] = None
        while len(self._applied) > MOST:
            self._applied.popitem(last=False)
