"""Findings for people: each with its source line, the exact place marked, and what may help."""

from __future__ import annotations

from collections.abc import Iterator

from codex_tools.model import Diagnostic, Report
from codex_tools.reporters._excerpt import excerpt
from codex_tools.reporters._summary import summary
from codex_tools.reporters._text import COLOURS, Style, place, printable, style_for


def render(report: Report, colour: bool = False) -> Iterator[str]:
    """Yield a paragraph for each finding, and the summary line at the end."""
    style = style_for(colour)
    for found in report.diagnostics:
        yield _paragraph(found, style)
    yield f"{summary(report)}\n"


def _paragraph(found: Diagnostic, style: Style) -> str:
    severity = style(found.severity.label, fg=COLOURS[found.severity])
    head = f"{style(place(found) + ':', bold=True)} {severity} {style(found.code, bold=True)}"
    text = f"{head} {printable(found.message)}\n{_source(found, style)}"
    if found.hint:
        text += f"  {style('hint:', bold=True)} {printable(found.hint)}\n"
    if found.fix:
        kind = "" if found.fix.applicability == "safe" else f" ({found.fix.applicability})"
        text += f"  {style('fix:', bold=True)} {printable(found.fix.title)}{kind}\n"
    return text + "\n"


def _source(found: Diagnostic, style: Style) -> str:
    """The line of the file after its number, and the marks below it."""
    shown = excerpt(found)
    if shown is None:
        return ""
    number = str(found.line)
    bar = style("|", fg="blue")
    marks = shown.marks.lstrip(" ")
    indent = " " * (len(shown.marks) - len(marks))
    below = f"  {' ' * len(number)} {bar} {indent}{style(marks, fg=COLOURS[found.severity])}"
    return f"  {style(number, fg='blue')} {bar} {shown.text}\n{below}\n"
