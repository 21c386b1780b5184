"""Find notes by the words that they say."""

from __future__ import annotations

from typing import Any

from codex_tools.app.identity import note_id
from codex_tools.app.tables import database_of
from codex_tools.mcp.paging import paged
from codex_tools.mcp.session import Session, State
from codex_tools.mcp.tools._base import (
    DETAIL,
    TEXT,
    Arguments,
    Tool,
    is_full,
    only,
    paged_answer,
    paged_arguments,
)
from codex_tools.query.search import Hit, find
from codex_tools.reporters.outputs import about
from codex_tools.reporters.query import hit_dict

MOST = 1_000


def run(session: Session, given: Arguments) -> dict[str, Any]:
    """Return the notes that say the words, the best first."""
    state = session.state()
    database = state.base.once(
        "texts for the search", lambda base: database_of(base, state.settings, "texts")
    )
    kind = given.get("kind")
    hits = find(
        database,
        given["text"],
        MOST,
        lambda path: kind is None or state.base.notes[path].kind == kind,
    )
    return paged(given, state.mark, [_item(state, hit, is_full(given)) for hit in hits])


def _item(state: State, hit: Hit, full: bool) -> dict[str, Any]:
    note = state.base.notes[hit.path]
    more = {"id": note_id(state.base, note), "kind": note.kind} if full else {}
    return {**only(hit_dict(hit), "path", "title", "line", *(["score"] if full else [])), **more}


_ITEM = about("find")["item"]
TOOL = Tool(
    "Search",
    "Find notes by the words in their titles and texts, the best first. Notes with all words come "
    "before notes with some. Then `get` or `context` a path.",
    paged_arguments(
        "text",
        text=TEXT,
        kind={"description": "Only notes of this kind.", "type": "string", "maxLength": 200},
        detail=DETAIL,
    ),
    paged_answer(
        {
            **_ITEM,
            "properties": {
                **_ITEM["properties"],
                "id": {"description": "What the note is called for good.", "type": "string"},
                "kind": {"description": "Its kind.", "type": "string"},
            },
        }
    ),
    run,
)
