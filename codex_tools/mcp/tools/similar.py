"""Say whether a claim, or its opposite, is there already."""

from __future__ import annotations

from typing import Any

from codex_tools.app.similar import similar
from codex_tools.mcp.paging import LIMIT, paged
from codex_tools.mcp.session import Session
from codex_tools.mcp.tools._base import (
    TEXT,
    Arguments,
    Tool,
    paged_answer,
    paged_arguments,
    part,
)
from codex_tools.reporters.authoring import alike_dict

MOST = 10 * LIMIT


def run(session: Session, given: Arguments) -> dict[str, Any]:
    """Return the notes whose titles are like a text, the same ones and opposites first."""
    state = session.state()
    found = similar(state.base, given["text"], MOST)
    return paged(given, state.mark, [alike_dict(each) for each in found])


TOOL = Tool(
    "Does such a claim exist?",
    "Compare a statement with the titles of all claims: `same`, `opposite` or `similar`. Ask this "
    "before you propose a claim; `search` finds by words of the text.",
    paged_arguments("text", text=TEXT),
    paged_answer(part("alike")),
    run,
)
