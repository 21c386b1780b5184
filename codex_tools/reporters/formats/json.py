"""Findings for programs: one object with all of them, their counts, and how many are known."""

from __future__ import annotations

from collections.abc import Iterator

from codex_tools.model import Report
from codex_tools.reporters.envelope import envelope
from codex_tools.reporters.formats._json import as_dicts, counts_of

SHOWS_EDITS = True
"""Whether the format says what fixes change, which has to be worked out."""


def render(report: Report, colour: bool = False) -> Iterator[str]:
    """Yield the report as an indented JSON object and a line end."""
    items = as_dicts(report.diagnostics, report.edits)
    more = {"counts": counts_of(report), "checked": report.checked, "known": report.known}
    yield envelope("check", report.root, items, **more) + "\n"
