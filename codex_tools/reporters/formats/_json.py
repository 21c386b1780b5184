"""What the JSON formats share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from codex_tools.findings.fingerprint import fingerprints
from codex_tools.model import Diagnostic, Fix


def as_dicts(diagnostics: Sequence[Diagnostic]) -> Iterator[dict[str, Any]]:
    """Yield each diagnostic as plain values. Lines and columns count from 1, offsets are bytes."""
    marks = fingerprints(diagnostics)
    for found, mark in zip(diagnostics, marks, strict=True):
        yield _as_dict(found) | {"fingerprint": mark}


def _as_dict(found: Diagnostic) -> dict[str, Any]:
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
        "fix": found.fix and _fix(found.fix),
    }


def _fix(fix: Fix) -> dict[str, str]:
    return {"title": fix.title, "applicability": str(fix.applicability)}
