"""Findings for people: each with its source line, the exact place marked, and what may help."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from codex_tools.model import Applicability, Diagnostic, Report, Severity
from codex_tools.reporters.formats._excerpt import excerpt
from codex_tools.reporters.summary import summary
from codex_tools.reporters.text import COLOURS, Style, place, style_for
from codex_tools.runtime.printable import printable


class _Words(NamedTuple):
    """What comes again in every paragraph, in its colours."""

    style: Style
    severities: Mapping[Severity, str]
    bar: str
    hint: str
    fix: str


def render(report: Report, colour: bool = False) -> Iterator[str]:
    """Yield a paragraph for each finding, and the summary line at the end."""
    words = _words(style_for(colour))
    for found in report.diagnostics:
        yield _paragraph(found, words)
    yield f"{summary(report)}\n"


def _words(style: Style) -> _Words:
    severities = {each: style(each.label, fg=COLOURS[each]) for each in Severity}
    labels = (style(label, bold=True) for label in ("hint:", "fix:"))
    return _Words(style, severities, style("|", fg="blue"), *labels)


def _paragraph(found: Diagnostic, words: _Words) -> str:
    where, code = words.style(place(found) + ":", bold=True), words.style(found.code, bold=True)
    head = f"{where} {words.severities[found.severity]} {code} {printable(found.message)}\n"
    text = head + _source(found, words)
    if found.hint:
        text += f"  {words.hint} {printable(found.hint)}\n"
    if found.fix:
        kind = "" if found.fix.applicability is Applicability.SAFE else " (unsafe)"
        text += f"  {words.fix} {printable(found.fix.title)}{kind}\n"
    return text + "\n"


def _source(found: Diagnostic, words: _Words) -> str:
    """Return the line of the file after its number, and the marks below it."""
    shown = excerpt(found)
    if shown is None:
        return ""
    number = str(found.line)
    marks = shown.marks.lstrip(" ")
    indent = " " * (len(shown.marks) - len(marks))
    marked = words.style(marks, fg=COLOURS[found.severity])
    first = f"  {words.style(number, fg='blue')} {words.bar} {shown.text}\n"
    return f"{first}  {' ' * len(number)} {words.bar} {indent}{marked}\n"
