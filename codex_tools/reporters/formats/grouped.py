"""Findings for people who go through the files: those of a file in a table below its path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from codex_tools.model import Diagnostic, Report
from codex_tools.reporters.summary import summary
from codex_tools.reporters.text import COLOURS, Style, style_for
from codex_tools.runtime.printable import printable
from codex_tools.runtime.text import pluralise

_SEVERITY = len("warning")


def render(report: Report, colour: bool = False) -> Iterator[str]:
    """Yield a table for each file that has findings, and the summary line at the end."""
    style = style_for(colour)
    for path, group in groupby(report.diagnostics, key=lambda found: found.path):
        yield "".join(f"{line}\n" for line in _table(path, list(group), style)) + "\n"
    yield f"{summary(report)}\n"


def _table(path: str, group: Sequence[Diagnostic], style: Style) -> Iterator[str]:
    yield f"{style(printable(path), bold=True)}: {pluralise(len(group), 'finding')}"
    lines = max(len(str(found.line)) for found in group)
    columns = max(len(str(found.column)) for found in group)
    for found in group:
        where = f"{found.line:>{lines}}:{found.column:<{columns}}"
        severity = style(found.severity.label.ljust(_SEVERITY), fg=COLOURS[found.severity])
        yield f"  {where}  {severity}  {style(found.code, bold=True)}  {printable(found.message)}"
