"""SARIF 2.1.0, which code hosts and editors read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; the sections are named below.
What GitHub takes of it: https://docs.github.com/en/code-security/reference/code-scanning/sarif-files
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from codex_tools import __version__
from codex_tools.findings.fingerprint import KEY, fingerprints
from codex_tools.model import Diagnostic, Report, Severity
from codex_tools.reporters.formats._paths import as_uri, folder_in_repository
from codex_tools.reporters.formats._rules import descriptors
from codex_tools.runtime.printable import json_text, printable
from codex_tools.syntax.offsets import encoded_length

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
BASE = "%SRCROOT%"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(report: Report, colour: bool = False) -> Iterator[str]:
    """Yield a SARIF log with one run, indented, and a line end."""
    yield (
        json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report)]}, indent=2) + "\n"
    )


def _run(report: Report) -> dict[str, Any]:
    """Return the run (3.14). The base of the URIs (3.14.14) is left to whoever reads the log."""
    rules = descriptors(report.diagnostics, LEVELS)
    where = {"description": {"text": "The root of the repository."}}
    return {
        "tool": {"driver": {"name": "codex", "version": __version__, "rules": rules}},
        "invocations": [{"executionSuccessful": True}],
        "originalUriBaseIds": {BASE: where},
        "columnKind": "utf16CodeUnits",
        "results": list(_results(report, {rule["id"]: at for at, rule in enumerate(rules)})),
    }


def _results(report: Report, rules: dict[str, int]) -> Iterator[dict[str, Any]]:
    """Yield the results (3.27); ``rules`` are the codes with their indices in the driver."""
    folder = folder_in_repository(report)
    marks = fingerprints(report.diagnostics)
    for found, mark in zip(report.diagnostics, marks, strict=True):
        yield {
            "ruleId": found.code,
            "ruleIndex": rules[found.code],
            "level": LEVELS[found.severity],
            "message": {"text": _message(found)},
            "locations": [{"physicalLocation": _location(folder, found)}],
            "partialFingerprints": {KEY: mark},
        }


def _message(found: Diagnostic) -> str:
    """Return the message as plain text (3.11.3), with the hint, which has no place of its own."""
    return printable(found.message) + (f" ({printable(found.hint)})" if found.hint else "")


def _location(folder: str, found: Diagnostic) -> dict[str, Any]:
    """Return the physical location (3.29)."""
    return {
        "artifactLocation": {"uri": as_uri(folder + found.path), "uriBaseId": BASE},
        "region": _region(found),
    }


def _region(found: Diagnostic) -> dict[str, int]:
    """Return the region (3.30).

    Columns count UTF-16 code units from 1, the last one is exclusive. Of the last line of a longer
    span the text is not known here: its column counts characters, which is never too far to the
    right.
    """
    line = found.source_line.removeprefix("\ufeff")
    end = found.end_column
    return {
        "startLine": found.line,
        "startColumn": _utf16_column(line, found.column),
        "endLine": found.end_line,
        "endColumn": _utf16_column(line, end) if found.end_line == found.line else end,
    }


def _utf16_column(line: str, column: int) -> int:
    if line.isascii():
        return column
    before = min(column - 1, len(line))
    return column + encoded_length(line, before, "utf-16-le") // 2 - before
