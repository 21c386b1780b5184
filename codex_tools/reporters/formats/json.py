"""Findings for programs: one JSON object with the findings, the counts and the version."""

from __future__ import annotations

from collections.abc import Iterator

from codex_tools import __version__
from codex_tools.model import Report, Severity
from codex_tools.reporters.formats._json import as_dicts
from codex_tools.runtime.printable import json_text


def render(report: Report, colour: bool = False) -> Iterator[str]:
    """Yield the report as an indented JSON object and a line end."""
    summary = {severity.label: report.count_of(severity) for severity in reversed(Severity)}
    data = {
        "version": __version__,
        "checked": report.checked,
        "summary": summary,
        "diagnostics": list(as_dicts(report.diagnostics)),
    }
    yield json_text(data, indent=2) + "\n"
