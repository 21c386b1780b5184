"""Say what falls with a note."""

from __future__ import annotations

from typing import Any

from codex_tools.app.argument import impact_of, subject_called
from codex_tools.mcp.paging import paged
from codex_tools.mcp.session import Session
from codex_tools.mcp.tools._base import (
    NAME,
    Arguments,
    Tool,
    note_of,
    paged_answer,
    paged_arguments,
    part,
)
from codex_tools.reporters.argument.impact import impact_dict
from codex_tools.weighing.weighed import weighed


def run(session: Session, given: Arguments) -> dict[str, Any]:
    """Return the notes that change if a note is retired, those that fall first."""
    state = session.state()
    subject = subject_called(state.base, given["note"], lambda each: note_of(state, each))
    argument = weighed(state.base).argument
    told = impact_dict(argument, subject, impact_of(state.base, subject))
    counts = {"lost": len(told["lost"]), "gained": len(told["gained"])}
    return paged(given, state.mark, [*told["lost"], *told["gained"]], path=subject.name, **counts)


TOOL = Tool(
    "What falls with a note",
    "Say which claims would fall or rise if a claim or a source were retired, those that fall "
    "first and the nearest first. `note` may be a web address.",
    paged_arguments("note", note=NAME),
    paged_answer(
        part("change"),
        path={"description": "The note, or the web address.", "type": "string"},
        lost={"description": "How many would fall.", "type": "integer"},
        gained={"description": "How many would rise.", "type": "integer"},
    ),
    run,
)
