"""Findings for editors and ``grep``: one line each, ``path:line:column: CODE message``."""

from __future__ import annotations

from collections.abc import Iterator

from codex_tools.model import Report
from codex_tools.reporters.summary import summary
from codex_tools.reporters.text import COLOURS, place, style_for
from codex_tools.runtime.printable import printable


def render(report: Report, colour: bool = False) -> Iterator[str]:
    """Yield a line for each finding, and the summary line at the end."""
    style = style_for(colour)
    for found in report.diagnostics:
        code = style(found.code, fg=COLOURS[found.severity], bold=True)
        yield f"{style(place(found) + ':', bold=True)} {code} {printable(found.message)}\n"
    yield f"{summary(report)}\n"
