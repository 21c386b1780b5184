"""Propose the repairs of a file."""

from __future__ import annotations

from typing import Any

from codex_tools.app.authoring.proposal import propose
from codex_tools.app.fix import fix
from codex_tools.errors import EditRefusedError
from codex_tools.mcp.session import Session
from codex_tools.mcp.tools._base import DETAIL, NAME, Arguments, Tool, arguments, note_of
from codex_tools.mcp.tools._proposing import ANSWER, proposed


def run(session: Session, given: Arguments) -> dict[str, Any]:
    """Return what the fixes of the findings in a file make of it, and of the other ends."""
    state = session.state()
    paths = {note_of(state, given["note"]).path} if "note" in given else None
    _, outcome = fix(state.base, state.settings, paths, given.get("unsafe", False))
    if not outcome.files:
        left = outcome.refused[0].reason if outcome.refused else "`check` has what is left to do"
        raise EditRefusedError(f"nothing can be repaired this way: {left}")
    texts = {path: file.after for path, file in outcome.files.items()}
    return proposed(session, given, propose(state.base, state.settings, texts))


TOOL = Tool(
    "Propose repairs",
    "Work out what the safe fixes of the findings in a note, or in all, change: other ends, exact "
    "links, missing quotes. `unsafe` adds guesses. Nothing is written.",
    arguments(
        note={**NAME, "description": "The note; all without it."},
        unsafe={
            "description": "Whether guesses are made too.",
            "type": "boolean",
            "default": False,
        },
        detail=DETAIL,
    ),
    ANSWER,
    run,
)
