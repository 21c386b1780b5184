"""Propose another text for a note."""

from __future__ import annotations

from typing import Any

from codex_tools.app.authoring.proposal import propose
from codex_tools.app.unsaved import with_texts
from codex_tools.errors import EditRefusedError
from codex_tools.mcp.session import Session
from codex_tools.mcp.tools._base import DETAIL, NAME, Arguments, Tool, arguments, note_of
from codex_tools.mcp.tools._proposing import ANSWER, proposed
from codex_tools.model import Fix
from codex_tools.refactoring.other_ends import missing_ends


def run(session: Session, given: Arguments) -> dict[str, Any]:
    """Return what a piece of text in the place of another makes of a note, and of other ends."""
    state = session.state()
    path = note_of(state, given["note"]).path
    text = state.base.unchanged(path).decode("utf-8", "surrogateescape")
    old = given["old"].replace("\n", "\r\n") if "\r\n" in text else given["old"]
    new = given["new"].replace("\n", "\r\n") if "\r\n" in text else given["new"]
    if (count := text.count(old)) != 1:
        found = "is not in the file" if not count else f"is {count} times in the file"
        raise EditRefusedError(f"the old text {found}; give a piece that is there exactly once")
    texts = {path: text.replace(old, new).encode("utf-8", "surrogateescape")}
    after = with_texts(state.base, state.settings, texts)
    fixes = [
        Fix(f"name {path} in {each.path}", (each,))
        for each in (missing_ends(after, path) if path in after.notes else ())
    ]
    return proposed(session, given, propose(state.base, state.settings, texts, fixes))


_PIECE = {"type": "string", "maxLength": 500_000}
TOOL = Tool(
    "Propose a change of a note",
    "Work out what a note becomes with `new` in the place of `old`, a piece of its file that is "
    "there exactly once. Relations that it names then get the entry at the other end. "
    "Nothing is written.",
    arguments(
        "note",
        "old",
        "new",
        note=NAME,
        old={**_PIECE, "description": "The text that goes.", "minLength": 1},
        new={**_PIECE, "description": "The text that comes."},
        detail=DETAIL,
    ),
    ANSWER,
    run,
)
