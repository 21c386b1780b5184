"""Say what changed in the argument since a revision."""

from __future__ import annotations

from typing import Any

from codex_tools.app.differences import compare
from codex_tools.app.revisions import Revisions
from codex_tools.mcp.session import Session
from codex_tools.mcp.tools._base import DETAIL, Arguments, Tool, answer, arguments, is_full
from codex_tools.reporters.differences.items import differences_dict
from codex_tools.reporters.outputs import about

MOST = 50
"""How many entries of each list a concise answer has."""


def run(session: Session, given: Arguments) -> dict[str, Any]:
    """Return what changed between two states; concise ones have the first of each list."""
    settings = session.state().settings
    revisions = Revisions(settings, session.load_settings)
    told = differences_dict(compare(revisions, given["base"], given.get("head")))
    counts = {name: len(each) for name, each in told.items() if isinstance(each, list)}
    if not is_full(given):
        told = {name: _first(each) for name, each in told.items()}
    return {"change": told, "counts": counts}


def _first(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _first(each) for name, each in value.items()}
    return value[:MOST] if isinstance(value, list) else value


_REVISION = {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[^-]"}
TOOL = Tool(
    "What changed",
    "Compare two states that git has: notes added, retired and reworded, confidence moved, edges "
    "that came and went, what lost or won its standing, findings that are new or gone. Without "
    "`head` the later state is the working tree.",
    arguments(
        "base",
        base={**_REVISION, "description": "A revision, such as HEAD~3 or main."},
        head={**_REVISION, "description": "The later revision; none for the working tree."},
        detail=DETAIL,
    ),
    answer(
        change=about("diff")["item"],
        counts={
            "description": "How many entries each list has.",
            "type": "object",
            "additionalProperties": {"type": "integer"},
        },
    ),
    run,
)
