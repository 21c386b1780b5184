"""Propose a new note."""

from __future__ import annotations

from typing import Any

from codex_tools.app.authoring.drafting import Wish
from codex_tools.app.authoring.notes import new_note
from codex_tools.mcp.session import Session
from codex_tools.mcp.tools._base import DETAIL, NAME, TEXT, Arguments, Tool, arguments, note_of
from codex_tools.mcp.tools._proposing import ANSWER, proposed
from codex_tools.reporters.authoring import alike_dict


def run(session: Session, given: Arguments) -> dict[str, Any]:
    """Return the file of a new note, the entries at the other ends, and what is found then."""
    state = session.state()
    source = note_of(state, given["source"]) if "source" in given else None
    wish = Wish(
        given["kind"],
        given["title"],
        session.day,
        given.get("fields", {}),
        given.get("body", ""),
        source,
        given.get("path", ""),
    )
    made = new_note(state.base, state.settings, wish)
    alike = [alike_dict(each) for each in made.alike]
    return proposed(session, given, made.proposal, alike=alike)


_VALUE = {
    "anyOf": [
        {"type": ["string", "number", "boolean"], "maxLength": 20_000},
        {"type": "array", "maxItems": 200, "items": {"type": "string", "maxLength": 2_000}},
    ]
}
TOOL = Tool(
    "Propose a note",
    "Work out a new note as this base writes them: front matter, place, the entries at the other "
    "ends of its relations. Nothing is written. `alike` tells what says the same or the opposite: "
    "read it first. The resource `codex://schema/KIND` has the fields of a kind.",
    arguments(
        "kind",
        "title",
        kind={**TEXT, "description": "The kind, such as `claim`."},
        title={**TEXT, "description": "The title: of a claim, a sentence that can be false."},
        fields={
            "description": "Fields of the front matter; those not given follow from the base.",
            "type": "object",
            "maxProperties": 100,
            "additionalProperties": _VALUE,
        },
        body={
            "description": "The text below the title, in Markdown.",
            "type": "string",
            "maxLength": 500_000,
        },
        source={**NAME, "description": "The archived source that it is from."},
        path={**NAME, "description": "Its path from the root, where the usual one is not meant."},
        detail=DETAIL,
    ),
    ANSWER,
    run,
)
