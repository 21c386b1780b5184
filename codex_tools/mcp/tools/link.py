"""Propose links between claims and sources."""

from __future__ import annotations

from typing import Any

from codex_tools.app.link import linker
from codex_tools.edits.outcome import Outcome
from codex_tools.linking.plan import make_plan
from codex_tools.mcp.paging import paged
from codex_tools.mcp.session import Session
from codex_tools.mcp.tools._base import (
    DETAIL,
    NAME,
    Arguments,
    Tool,
    is_full,
    note_of,
    paged_answer,
    paged_arguments,
    part,
)
from codex_tools.reporters.links.listing import plan_dict

LEFT_OUT = ("evidence", "bias", "mention")


def run(session: Session, given: Arguments) -> dict[str, Any]:
    """Return the links that are missing, with the evidence for each."""
    state = session.state()
    only = {note_of(state, given["note"]).path} if "note" in given else None
    settings = state.settings._replace(link={**state.settings.link, "git": False})
    plan = make_plan(linker(state.base, settings), only)
    told = plan_dict(plan, Outcome(), written=False)
    items = told["items"]
    if not is_full(given):
        short = ({**each} for each in items)
        items = [{k: v for k, v in each.items() if k not in LEFT_OUT} for each in short]
    return paged(given, state.mark, items, counts=told["counts"])


TOOL = Tool(
    "Propose links",
    "Return links between claims and sources that are missing: `one-way` ones to complete, `write` "
    "ones that are sure, `review` ones to decide. `detail: full` has the evidence.",
    paged_arguments(note={**NAME, "description": "Only links of this note."}, detail=DETAIL),
    paged_answer(part("link"), counts={"description": "How many there are.", "type": "object"}),
    run,
)
