"""Ask the base in SQL."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from codex_tools.errors import CodexError
from codex_tools.mcp.paging import paged
from codex_tools.mcp.session import Session
from codex_tools.mcp.tools._base import Arguments, Tool, paged_answer, paged_arguments
from codex_tools.query.limits import DEFAULT_LIMITS, QueryError, too_slow
from codex_tools.query.tables import describe

SECONDS = 60 + DEFAULT_LIMITS.seconds
"""How long the command may take, reading the base included."""


def run(session: Session, given: Arguments) -> dict[str, Any]:
    """Return the rows of a SELECT, asked by ``codex query`` in a process of its own.

    SQLite's limits are those of a process, and lowered for good.
    """
    state = session.state()
    found = _asked(session, str(state.settings.root), given["sql"])
    columns = found["columns"]
    rows = [{"row": row} for row in found["items"]]
    more = {"columns": columns, "truncated": found["truncated"]}
    return paged(given, state.mark, rows, **more)


def _asked(session: Session, root: str, sql: str) -> dict[str, Any]:
    flags = ("--root", root, "--format", "json", *session.flags)
    command = [sys.executable, "-P", "-m", "codex_tools", "query", *flags, "--", sql]
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=SECONDS, stdin=subprocess.DEVNULL, check=False
        )
    except subprocess.TimeoutExpired:
        raise too_slow(DEFAULT_LIMITS) from None
    except ValueError as error:  # a NUL, which no process takes
        raise QueryError("the query has a character that cannot be passed on") from error
    if done.returncode == 0:
        found: dict[str, Any] = json.loads(done.stdout)
        return found
    raise _failure(done.stderr)


def _failure(stderr: bytes) -> CodexError:
    last = stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
    try:
        lines = [each["message"] for each in json.loads(last)["items"]]
    except (ValueError, KeyError, TypeError):
        lines = [last]
    return QueryError(*lines)


_CELL = {"type": ["string", "number", "null"]}
TOOL = Tool(
    "Ask in SQL",
    "Answer a SELECT statement of SQLite over the tables below. It can only read, and takes some "
    f"seconds at most.\n\n{describe()}",
    paged_arguments(
        "sql",
        sql={
            "description": "One SELECT statement.",
            "type": "string",
            "minLength": 1,
            "maxLength": 20_000,
        },
    ),
    paged_answer(
        {
            "type": "object",
            "properties": {
                "row": {
                    "description": "The values, in the order of the columns.",
                    "type": "array",
                    "items": _CELL,
                }
            },
        },
        columns={
            "description": "The names of the columns.",
            "type": "array",
            "items": {"type": "string"},
        },
        truncated={"description": "Whether the limit of rows was reached.", "type": "boolean"},
    ),
    run,
)
