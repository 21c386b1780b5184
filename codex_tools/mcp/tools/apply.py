"""Write what was proposed."""

from __future__ import annotations

import sys
from typing import Any

from codex_tools.app.access import access
from codex_tools.app.authoring.proposal import write_proposal
from codex_tools.mcp.session import Session
from codex_tools.mcp.tools._base import Arguments, Tool, answer, arguments


def run(session: Session, given: Arguments) -> dict[str, Any]:
    """Write a proposal, all of it or nothing, if it is what is expected."""
    root = session.state().settings.root
    with access(root, writes=True, tell=sys.stderr.write):
        proposal = session.proposals.expected(given["id"], given["count"], given["files"])
        write_proposal(proposal, session.state().settings)
        session.proposals.close(given["id"])
    return {"written": sorted(proposal.files), "count": len(proposal.files)}


_HASH = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
TOOL = Tool(
    "Apply a proposal",
    "Write a proposal, all files of it or none. Give its id, and what you expect to change: how "
    "many files, and for each its path and the SHA-256 before (`null` for a new file) and after, "
    "as the proposal told them. It is refused when anything differs, when a file changed "
    "meanwhile, and the second time.",
    arguments(
        "id",
        "count",
        "files",
        id={"type": "string", "minLength": 1, "maxLength": 40},
        count={"type": "integer", "minimum": 1},
        files={
            "type": "array",
            "minItems": 1,
            "maxItems": 10_000,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["path", "before", "after"],
                "properties": {
                    "path": {"type": "string", "maxLength": 1_000},
                    "before": {"anyOf": [_HASH, {"type": "null"}]},
                    "after": _HASH,
                },
            },
        },
    ),
    answer(
        written={
            "description": "The paths of the files that were written.",
            "type": "array",
            "items": {"type": "string"},
        },
        count={"description": "How many there are.", "type": "integer"},
    ),
    run,
    writes=True,
)
