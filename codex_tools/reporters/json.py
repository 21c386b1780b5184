"""Findings for programs: one JSON object with the findings, the counts and the version."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from codex_tools import __version__
from codex_tools.model import Diagnostic, Report, Severity


def render(report: Report) -> Iterator[str]:
    """Yield the report as an indented JSON object and a line end."""
    summary = {severity.label: report.count(severity) for severity in reversed(Severity)}
    data = {
        "version": __version__,
        "checked": report.checked,
        "summary": summary,
        "diagnostics": [as_dict(found) for found in report.diagnostics],
    }
    yield json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_dict(found: Diagnostic) -> dict[str, Any]:
    """Return a diagnostic as plain values. Lines and columns count from 1, offsets are bytes."""
    return {
        "path": found.path,
        "line": found.line,
        "column": found.column,
        "end_line": found.end_line,
        "end_column": found.end_column,
        "start": found.start,
        "end": found.end,
        "code": found.code,
        "rule": found.rule,
        "severity": found.severity.label,
        "message": found.message,
        "hint": found.hint or None,
        "fix": None
        if found.fix is None
        else {"title": found.fix.title, "applicability": str(found.fix.applicability)},
    }
