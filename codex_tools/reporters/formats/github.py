"""Annotations of GitHub Actions, as workflow commands.

https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#setting-an-error-message
The escapes are those of ``@actions/core`` (``packages/core/src/command.ts`` of actions/toolkit).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from codex_tools.model import Diagnostic, Report, Severity
from codex_tools.reporters.formats._paths import folder_in_repository
from codex_tools.reporters.summary import summary
from codex_tools.reporters.text import last_line, place
from codex_tools.runtime import lazy_regex
from codex_tools.runtime.printable import printable

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
SHOWN = 10
"""How many annotations of each kind GitHub shows for a step; it drops the others."""

_IN_MESSAGE = lazy_regex.compile("[%\r\n]")
_IN_PROPERTY = lazy_regex.compile("[%\r\n:,]")
_KEPT = "\r\n\t"


def render(report: Report, colour: bool = False) -> Iterator[str]:
    """Yield a command for each finding, the worst first, and the summary line at the end.

    The message repeats the place, because the log of a job shows the message alone.
    """
    folder = folder_in_repository(report)
    for found in sorted(report.diagnostics, key=lambda each: -each.severity):
        yield _command(folder, found)
    yield f"{summary(report)}{_rest(report)}\n"


def _command(folder: str, found: Diagnostic) -> str:
    properties = {
        "file": folder + found.path,
        "line": str(found.line),
        "endLine": str(last_line(found)),
    }
    if found.line == found.end_line:
        properties |= {"col": str(found.column), "endColumn": str(found.end_column)}
    properties["title"] = f"{found.code} {found.rule}"
    written = ",".join(f"{key}={as_property(value)}" for key, value in properties.items())
    hint = f"\n{found.hint}" if found.hint else ""
    message = as_message(f"{place(found)}: {found.code} {found.message}{hint}")
    return f"::{COMMANDS[found.severity]} {written}::{message}\n"


def as_message(text: str) -> str:
    """Return ``text`` as it is written after the second ``::`` of a command."""
    return _IN_MESSAGE.sub(_percent, printable(text, _KEPT))


def as_property(text: str) -> str:
    """Return ``text`` as it is written for the value of a property."""
    return _IN_PROPERTY.sub(_percent, printable(text, _KEPT))


def _percent(found: re.Match[str]) -> str:
    return f"%{ord(found[0]):02X}"


def _rest(report: Report) -> str:
    if all(report.count_of(severity) <= SHOWN for severity in Severity):
        return ""
    return f" GitHub annotates the first {SHOWN} of each kind; the log above has all of them."
