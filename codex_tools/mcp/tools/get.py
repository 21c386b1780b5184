"""Read one note."""

from __future__ import annotations

from typing import Any

from codex_tools.app.showing import show
from codex_tools.mcp.paging import MAX_CHARS, PAGING, cut
from codex_tools.mcp.session import Session
from codex_tools.mcp.tools._base import (
    DETAIL,
    NAME,
    Arguments,
    Tool,
    answer,
    arguments,
    is_full,
    note_of,
    only,
    part,
)
from codex_tools.reporters.showing import shown_dict


def run(session: Session, given: Arguments) -> dict[str, Any]:
    """Return the front matter and the text of a note; ``full`` has its edges too."""
    state = session.state()
    note = shown_dict(show(state.base, note_of(state, given["note"])))
    body, rest = cut(note["body"], given.get("offset", 0), given.get("max_chars", MAX_CHARS))
    if not is_full(given):
        note = only(note, "path", "title", "kind", "fields", "sha256")
    return {"note": {**note, "body": body}, "next_offset": rest}


TOOL = Tool(
    "Get a note",
    "Read one note: its front matter and its text. `detail: full` adds what it names and what "
    "names it. A long text goes on at `next_offset`.",
    arguments(
        "note",
        note=NAME,
        detail=DETAIL,
        offset={
            "description": "From which character of the text on.",
            "type": "integer",
            "minimum": 0,
            "default": 0,
        },
        max_chars=PAGING["max_chars"],
    ),
    answer(
        note=part("noted"),
        next_offset={
            "description": "Where the rest of the text begins; `null` at its end.",
            "type": ["integer", "null"],
        },
    ),
    run,
)
