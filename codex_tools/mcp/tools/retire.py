"""Propose that a note is taken back, or replaced by another."""

from __future__ import annotations

from typing import Any

from codex_tools.app.authoring.retirement import retract, supersede
from codex_tools.mcp.session import Session
from codex_tools.mcp.tools._base import DETAIL, NAME, Arguments, Tool, arguments, note_of
from codex_tools.mcp.tools._proposing import ANSWER, proposed
from codex_tools.reporters.authoring import impact_dicts
from codex_tools.weighing.weighed import weighed


def run(session: Session, given: Arguments) -> dict[str, Any]:
    """Return the status, the date and both ends, and what falls or rises."""
    state = session.state()
    base, settings, note = state.base, state.settings, note_of(state, given["note"])
    if "by" in given:
        found = supersede(base, settings, note, note_of(state, given["by"]), session.day)
    else:
        found = retract(base, settings, note, session.day)
    impact = impact_dicts(weighed(base).argument, found.impact)
    return proposed(session, given, found.proposal, impact=impact)


TOOL = Tool(
    "Propose to retire a note",
    "Work out what it takes to retract a note, or to let the note `by` take its place: status, "
    "date, both ends, and which claims fall or rise. Nothing is written.",
    arguments(
        "note",
        note=NAME,
        by={**NAME, "description": "The note that takes its place; none to take it back."},
        detail=DETAIL,
    ),
    ANSWER,
    run,
)
