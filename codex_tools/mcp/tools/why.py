"""Say why a claim stands."""

from __future__ import annotations

from functools import partial
from typing import Any

from codex_tools.app.argument import confidence_of, reasons
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
)
from codex_tools.reporters.argument.why import why_dict
from codex_tools.reporters.outputs import about

SHORT = ("path", "confidence", "retired", "grounding", "standing", "weakest", "single_points")
PATHS = ("origins", "backers", "premises")


def run(session: Session, given: Arguments) -> dict[str, Any]:
    """Return the reasons for what is said of a claim; short ones name notes by their paths."""
    state = session.state()
    found = reasons(state.base, state.settings, note_of(state, given["claim"]))
    told = why_dict(found, partial(confidence_of, state.base), is_full(given))
    if is_full(given):
        return {"claim": told}
    challenges = [only(each, "path", "succeeds") for each in told["challenges"]]
    paths = {name: [each["path"] for each in told[name]] for name in PATHS}
    findings = [f"{each['code']} {each['message']}" for each in told["findings"]]
    return {"claim": only(told, *SHORT), **paths, "challenges": challenges, "findings": findings}


_PATHS: dict[str, Any] = {"type": "array", "items": {"type": "string"}}
TOOL = Tool(
    "Why a claim stands",
    "Say what a claim stands on: its standing, the documents that its evidence comes down to, what "
    "holds it up, what it leans on, what speaks against it, its weakest link.",
    arguments("claim", claim=NAME, detail=DETAIL),
    answer(
        claim=about("why")["item"],
        origins={"description": "The documents that its evidence comes down to.", **_PATHS},
        backers={"description": "What holds it up.", **_PATHS},
        premises={"description": "What it leans on.", **_PATHS},
        challenges={
            "description": "What speaks against it, and whether that counts.",
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"path": {"type": "string"}, "succeeds": {"type": "boolean"}},
            },
        },
        findings={"description": "What a check finds in the file.", **_PATHS},
    ),
    run,
)
