"""A Code Quality report of GitLab.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from codex_tools.findings.fingerprint import fingerprints
from codex_tools.model import Diagnostic, Report, Severity
from codex_tools.reporters.formats._paths import folder_in_repository
from codex_tools.reporters.text import last_line
from codex_tools.runtime.printable import json_text, printable

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report, colour: bool = False) -> Iterator[str]:
    """Yield a JSON array with an issue for each finding, and a line end."""
    folder = folder_in_repository(report)
    marks = fingerprints(report.diagnostics)
    pairs = zip(report.diagnostics, marks, strict=True)
    yield json_text([_issue(folder, found, mark) for found, mark in pairs], indent=2) + "\n"


def _issue(folder: str, found: Diagnostic, mark: str) -> dict[str, Any]:
    return {
        "description": f"{found.code}: {printable(found.message)}",
        "check_name": found.rule,
        "fingerprint": mark,
        "severity": SEVERITIES[found.severity],
        "location": {
            "path": printable(folder + found.path),
            "lines": {"begin": found.line, "end": last_line(found)},
        },
    }
