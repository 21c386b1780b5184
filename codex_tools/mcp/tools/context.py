"""A claim with what it stands on and what speaks against it, within a budget of tokens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from codex_tools.app.argument import confidence_of, reasons
from codex_tools.argument.why import Neighbour, Why
from codex_tools.base.fields import Meaning
from codex_tools.mcp.session import Session, State
from codex_tools.mcp.tools._base import NAME, Arguments, Tool, answer, arguments, note_of, only
from codex_tools.reporters.argument.why import why_dict
from codex_tools.runtime.printable import json_text

TOKENS = 2_000
CHARS_A_TOKEN = 4
"""A rule of thumb for English text; a budget is kept on the safe side of it or not at all."""

_ROLES = ("challenge", "premise", "evidence", "source")
"""What stands in the answer besides the claim, what matters most first."""


def run(session: Session, given: Arguments) -> dict[str, Any]:
    """Return the claim, and of what it stands on as much as there is room for."""
    state = session.state()
    note = note_of(state, given["claim"])
    found = reasons(state.base, state.settings, note)
    left = CHARS_A_TOKEN * given.get("max_tokens", TOKENS)
    told = why_dict(found, partial(confidence_of, state.base), False)
    claim = only(told, "path", "title", "confidence", "retired", "grounding", "standing")
    claim["text"] = _body(state, note.path)[: max(0, left // 2)]
    kept, omitted = _fitting(_around(state, found.why), left - len(json_text(claim)))
    return {"claim": claim, "notes": kept, "omitted": omitted}


def _around(state: State, why: Why) -> dict[str, dict[str, Any]]:
    """Return what stands around a claim by path, what matters most first."""
    groups = ([each.by for each in why.challenges], why.premises, why.backers, why.origins)
    parts: dict[str, dict[str, Any]] = {}
    for role, group in zip(_ROLES, groups, strict=True):
        for each in group:
            parts.setdefault(each.name, dict(_part(state, role, each)))
    return parts


def _fitting(
    parts: Mapping[str, dict[str, Any]], left: int
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the parts for which there is room, and the names of the others."""
    kept, omitted = [], []
    for name, part in parts.items():
        size = len(json_text(part))
        if size <= left:
            kept.append(part)
            left -= size
        else:
            omitted.append(name)
    return kept, omitted


def _part(state: State, role: str, each: Neighbour) -> Iterator[tuple[str, Any]]:
    note = state.base.notes.get(each.name)
    yield "role", role
    yield "path", each.name
    yield "standing", str(each.standing) if each.standing else None
    if note is not None:
        yield "title", note.title
        yield "description", state.base.fields.text(note, Meaning.DESCRIPTION)
        yield "confidence", confidence_of(state.base, each.name) or None


def _body(state: State, path: str) -> str:
    note = state.base.notes[path]
    return state.base.text(path)[note.document.body_start :].decode("utf-8", "replace").strip()


_NULLABLE = {"type": ["string", "null"]}
_TOLD = dict.fromkeys(
    ("path", "title", "confidence", "retired", "grounding", "standing", "text"), _NULLABLE
)
TOOL = Tool(
    "A claim in context",
    "Return a claim with its text and the titles and descriptions of what challenges it, what it "
    "leans on, its evidence and its sources, within a budget of tokens. `omitted` names what found "
    "no room.",
    arguments(
        "claim",
        claim=NAME,
        max_tokens={
            "description": "The budget, at four characters a token.",
            "type": "integer",
            "minimum": 200,
            "maximum": 50_000,
            "default": TOKENS,
        },
    ),
    answer(
        claim={"description": "The claim.", "type": "object", "properties": _TOLD},
        notes={
            "description": "What it stands on, and what speaks against it.",
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "role": {"enum": list(_ROLES)},
                    "path": {"type": "string"},
                    "standing": _NULLABLE,
                    "title": {"type": "string"},
                    "description": {"type": "string"},
                    "confidence": _NULLABLE,
                },
            },
        },
        omitted={
            "description": "The paths of what found no room.",
            "type": "array",
            "items": {"type": "string"},
        },
    ),
    run,
)
