"""What the tools share that propose changes."""

from __future__ import annotations

from typing import Any

from codex_tools.app.authoring.proposal import Proposal
from codex_tools.mcp.session import Session
from codex_tools.mcp.tools._base import Arguments, answer, is_full, only, part
from codex_tools.reporters.authoring import proposal_dict

SHORT = ("path", "line", "severity", "code", "message", "hint")
NEXT = (
    "To write it, call `apply` with this id, with `count`, and with the path, before and after of "
    "each file."
)
READ_ONLY = "This server is read-only: `codex mcp --allow-writes` lets proposals be applied."


def proposed(session: Session, given: Arguments, proposal: Proposal, **more: Any) -> dict[str, Any]:
    """Keep a proposal, and say what it changes and what is found then."""
    told = proposal_dict(proposal, written=False, **more)
    findings = told["findings"]
    if not is_full(given):
        findings = [only(each, *SHORT) for each in findings]
    return {
        "id": session.proposals.add(proposal),
        "count": len(told["items"]),
        "files": [
            only(each, "path", "action", "before", "after", "edits") for each in told["items"]
        ],
        "findings": findings,
        "refused": told["refused"],
        "alike": told["alike"],
        "impact": told["impact"],
        "next": NEXT if session.allow_writes else READ_ONLY,
    }


def _list_of(name: str, words: str) -> dict[str, Any]:
    return {"description": words, "type": "array", "items": part(name)}


ANSWER = answer(
    id={"description": "What `apply` takes.", "type": "string"},
    count={"description": "How many files change.", "type": "integer"},
    files=_list_of("file", "The files that change; a new one has its whole text as one edit."),
    findings=_list_of("finding", "What a check finds in these files afterwards, and not before."),
    refused=_list_of("refusal", "What is not done, and why."),
    alike=_list_of("alike", "Notes that say the same or the opposite."),
    impact=_list_of("change", "Notes that fall or rise with the change."),
    next={"description": "What to do next.", "type": "string"},
)
