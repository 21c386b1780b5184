"""Findings for people: ``path:line:column: severity CODE message``, then a hint, then a summary."""

from __future__ import annotations

from collections.abc import Iterator

from codex_tools.model import Diagnostic, Report, Severity

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def render(report: Report) -> Iterator[str]:
    """Yield the report as coloured lines, each with its line end."""
    for diagnostic in report.diagnostics:
        yield _lines(diagnostic)
    yield f"{summary(report)}\n"


def _lines(found: Diagnostic) -> str:
    from click import style

    place = style(f"{found.path}:{found.line}:{found.column}:", bold=True)
    severity = style(found.severity.label, fg=COLOURS[found.severity])
    text = f"{place} {severity} {style(found.code, bold=True)} {found.message}\n"
    return text + (f"    {found.hint}\n" if found.hint else "")


def summary(report: Report) -> str:
    """Return one line: how many files were checked and what was found."""
    if report.checked == 0:
        return "No Markdown files to check."
    files = _count(report.checked, "file")
    if not report.diagnostics:
        return f"{files} checked: nothing found."
    counts = [
        _count(report.count(severity), name)
        for severity, name in (
            (Severity.ERROR, "error"),
            (Severity.WARNING, "warning"),
            (Severity.INFO, "note"),
        )
        if report.count(severity)
    ]
    where = _count(len({found.path for found in report.diagnostics}), "file")
    return f"{files} checked: {', '.join(counts)} in {where}."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
