"""What the formats share that show text to people: safe characters, colours, headings."""

from __future__ import annotations

import re
from collections.abc import Callable

from codex_tools.model import Diagnostic, Severity

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}

_UNSAFE = "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


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


def printable(text: str, keep: str = "") -> str:
    """Return ``text`` with the characters written out that a screen or a reader cannot take.

    They are control characters, which could steer a terminal; marks that turn the direction of
    writing; halves of surrogate pairs, which no encoding takes; and what XML 1.0 forbids. A byte of
    a file name that is not UTF-8 becomes ``\\xe9``. Those in ``keep`` stay as they are.
    """
    if text.isprintable():
        return text
    return re.sub(_UNSAFE, lambda found: found[0] if found[0] in keep else _escape(found[0]), text)


def _escape(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:
        code -= 0xDC00
    return _SHORT.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def place(found: Diagnostic) -> str:
    """Return ``path:line:column``, which editors and terminals make a link of."""
    path = found.path
    return f"{path if path.isprintable() else printable(path)}:{found.line}:{found.column}"


def last_line(found: Diagnostic) -> int:
    """Return the last line that has a part of the span; the line end alone is none of the next."""
    goes_on = found.end_line > found.line
    return found.end_line - 1 if goes_on and found.end_column == 1 else found.end_line
