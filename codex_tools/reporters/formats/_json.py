"""What the JSON formats share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from codex_tools.findings.fingerprint import fingerprints
from codex_tools.model import NO_EDITS, Diagnostic, Fix, FixEdits, Report, Severity


def as_dicts(
    diagnostics: Sequence[Diagnostic], edits: FixEdits = NO_EDITS
) -> Iterator[dict[str, Any]]:
    """Yield each diagnostic as plain values. Lines and columns count from 1, offsets are bytes.

    ``edits`` says what fixes change.
    """
    marks = fingerprints(diagnostics)
    for found, mark in zip(diagnostics, marks, strict=True):
        yield _as_dict(found, edits) | {"fingerprint": mark}


def _as_dict(found: Diagnostic, edits: FixEdits) -> dict[str, Any]:
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
        "fix": found.fix and _fix(found.fix, edits),
    }


def _fix(fix: Fix, edits: FixEdits) -> dict[str, Any]:
    spans = [each._asdict() for each in edits[fix]] if fix in edits else None
    return {"title": fix.title, "applicability": str(fix.applicability), "edits": spans}


def counts_of(report: Report) -> dict[str, int]:
    """Return how many findings of each severity a report has, the worst first."""
    return {severity.label: report.count_of(severity) for severity in reversed(Severity)}
