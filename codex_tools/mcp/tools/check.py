"""Check the base, some files, or a text that is not saved."""

from __future__ import annotations

from typing import Any

from codex_tools.app.check import check
from codex_tools.app.fix import edits_of
from codex_tools.app.unsaved import checked_path, with_texts
from codex_tools.mcp.paging import paged
from codex_tools.mcp.session import Session, State
from codex_tools.mcp.tools._base import (
    DETAIL,
    NAME,
    Arguments,
    Tool,
    is_full,
    note_of,
    only,
    paged_answer,
    paged_arguments,
    part,
)
from codex_tools.reporters.formats._json import as_dicts, counts_of

SHORT = ("path", "line", "column", "severity", "code", "message", "hint")


def run(session: Session, given: Arguments) -> dict[str, Any]:
    """Return what the rules find."""
    state, paths = _asked(session.state(), given)
    report = session.report() if paths is None else check(state.base, state.settings, paths)
    edits = edits_of(state.base, state.settings, report.diagnostics) if is_full(given) else {}
    items = list(as_dicts(report.diagnostics, edits))
    if not is_full(given):
        items = [{**only(each, *SHORT), "fix": _short(each["fix"])} for each in items]
    more = {"counts": counts_of(report), "checked": report.checked, "known": report.known}
    return paged(given, state.mark, items, **more)


def _asked(state: State, given: Arguments) -> tuple[State, set[str] | None]:
    """Return the base to be checked, and the paths that are asked about; ``None`` for all."""
    if "text" in given:
        path = checked_path(state.settings, given.get("path", ""))
        texts = {path: given["text"].encode("utf-8", "replace")}
        return state._replace(base=with_texts(state.base, state.settings, texts)), {path}
    if "path" in given:
        unread = dict(state.base.unread)
        path = given["path"]
        return state, {path if path in unread else note_of(state, path).path}
    return state, None


def _short(fix: dict[str, Any] | None) -> dict[str, Any] | None:
    return fix and only(fix, "title", "applicability")


TOOL = Tool(
    "Check",
    "Return the findings of the whole base, of the file at `path`, or of a `text` that is not "
    "saved and would stand at `path`. `detail: full` has the edits of fixes; `repair` "
    "proposes them.",
    paged_arguments(
        path=NAME,
        text={"description": "The text of the file.", "type": "string", "maxLength": 1_000_000},
        detail=DETAIL,
    ),
    paged_answer(
        part("finding"),
        counts=part("counts"),
        checked={"description": "How many files were checked.", "type": "integer"},
        known={"description": "How many findings the baseline hides.", "type": "integer"},
    ),
    run,
)
