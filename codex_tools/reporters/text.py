"""What the formats share that show text to people: colours, headings."""

from __future__ import annotations

from collections.abc import Callable

from codex_tools.model import Diagnostic, Severity
from codex_tools.runtime.printable import printable

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


Style = Callable[..., str]
"""As ``click.style``: a text and keywords such as ``bold`` and ``fg``."""


def style_for(colour: bool) -> Style:
    """Return ``click.style``, or a function that leaves texts alone."""
    if not colour:
        return _plain
    from click import style

    return style


def _plain(text: str, **_: object) -> str:
    return text


def place(found: Diagnostic) -> str:
    """Return ``path:line:column``, which editors and terminals make a link of."""
    return f"{printable(found.path)}:{found.line}:{found.column}"


def last_line(found: Diagnostic) -> int:
    """Return the last line that has a part of the span; the line end alone is none of the next."""
    goes_on = found.end_line > found.line
    return found.end_line - 1 if goes_on and found.end_column == 1 else found.end_line
