"""Findings for programs that read line by line: one JSON object a finding, nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from codex_tools.model import Report
from codex_tools.reporters.formats._json import as_dicts
from codex_tools.runtime.printable import json_text

SHOWS_EDITS = True


def render(report: Report, colour: bool = False) -> Iterator[str]:
    """Yield a line of JSON for each finding, with the keys that the format ``json`` has."""
    for item in as_dicts(report.diagnostics, report.edits):
        yield json_text(item) + "\n"
