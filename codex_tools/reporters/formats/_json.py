"""What the JSON formats share."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from codex_tools.findings.fingerprint import fingerprints
from codex_tools.model import Diagnostic, Fix, Report
from codex_tools.runtime import lazy_regex

_SURROGATE = lazy_regex.compile("[\ud800-\udfff]")


def dumps(value: object, indent: int | None = None) -> str:
    """Return ``value`` as JSON text that can be written as UTF-8.

    Half a surrogate pair, as it stands for a byte of a file name that is not UTF-8, is written as
    the escape that RFC 8259, section 8.2, has for it, so that a reader gets the name back.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def as_dicts(report: Report) -> Iterator[dict[str, Any]]:
    """Yield each diagnostic as plain values. Lines and columns count from 1, offsets are bytes."""
    marks = fingerprints(report.diagnostics)
    for found, mark in zip(report.diagnostics, marks, strict=True):
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
