"""Findings for people: each with its source line, the exact place marked, and what may help."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from codex_tools.model import Applicability, Diagnostic, Report, Severity
from codex_tools.reporters.formats._excerpt import excerpt
from codex_tools.reporters.formats._repeats import Repeat, with_repeats
from codex_tools.reporters.summary import summary
from codex_tools.reporters.text import COLOURS, Style, place, style_for
from codex_tools.runtime.printable import printable
from codex_tools.runtime.text import pluralise


class _Words(NamedTuple):
    """What comes again in every paragraph, in its colours."""

    style: Style
    severities: Mapping[Severity, str]
    bar: str
    hint: str
    fix: str


def render(report: Report, colour: bool = False) -> Iterator[str]:
    """Yield a paragraph for each finding, and the summary line at the end.

    What many files lack in the same way has one paragraph, which names all of them.
    """
    words = _words(style_for(colour))
    for found in with_repeats(report.diagnostics):
        yield _repeated(found, words) if isinstance(found, Repeat) else _paragraph(found, words)
    yield f"{summary(report)}\n"


def _words(style: Style) -> _Words:
    severities = {each: style(each.label, fg=COLOURS[each]) for each in Severity}
    labels = (style(label, bold=True) for label in ("hint:", "fix:"))
    return _Words(style, severities, style("|", fg="blue"), *labels)


def _paragraph(found: Diagnostic, words: _Words) -> str:
    where = words.style(place(found) + ":", bold=True)
    return f"{where} {_said(found, words)}{_source(found, words)}{_help(found, words)}\n"


def _repeated(repeat: Repeat, words: _Words) -> str:
    fields = pluralise(len(repeat.lacking), "field")
    head = words.style(f"{len(repeat.files):,} files lack the same {fields}:", bold=True)
    said = "".join(f"  {_said(each, words)}{_help(each, words)}" for each in repeat.lacking)
    return f"{head}\n{said}" + "".join(f"  in {place(each)}\n" for each in repeat.files) + "\n"


def _said(found: Diagnostic, words: _Words) -> str:
    code = words.style(found.code, bold=True)
    return f"{words.severities[found.severity]} {code} {printable(found.message)}\n"


def _help(found: Diagnostic, words: _Words) -> str:
    text = ""
    if found.hint:
        text += f"  {words.hint} {printable(found.hint)}\n"
    if found.fix:
        kind = "" if found.fix.applicability is Applicability.SAFE else " (unsafe)"
        text += f"  {words.fix} {printable(found.fix.title)}{kind}\n"
    return text


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
