"""Text of a base → text that can be printed: on a screen, in the log of a job, as JSON, in a diff.

Names and values are anybody's. Printed as they are, they could steer a terminal, turn the direction
of writing, add lines, or be taken by a job's runner for a command.
"""

from __future__ import annotations

import re

from codex_tools.runtime import lazy_regex

_CONTROLS = "\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
_UNWRITABLE = "\ud800-\udfff\ufffe\uffff"
UNSAFE = f"\x00-\x1f{_CONTROLS}{_UNWRITABLE}"
"""The characters that a screen or a reader cannot take, as the inside of a class of a pattern.

They are control characters, marks that turn the direction of writing, halves of surrogate pairs,
which no encoding takes, and what XML 1.0 forbids.
"""

COMMAND = r"#(?=#(?:[A-Za-z]{1,20})?\[)"
"""The first character of what runners of jobs take for a command anywhere in a line.

Those of Azure Pipelines and TeamCity begin with ``##vso[`` and ``##teamcity[``, older ones of
GitHub with ``##[``. Those of GitHub that begin with ``::`` do so at the start of a line:
https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions,
https://learn.microsoft.com/en-us/azure/devops/pipelines/scripts/logging-commands.
"""

_COMMANDS = rf"{COMMAND}|(?:\A|(?<=\n))(?P<space>[^\S\n]*):(?=:)"
_UNSAFE = lazy_regex.compile(f"[{UNSAFE}]|{_COMMANDS}")
_UNSAFE_LINES = lazy_regex.compile(
    rf"(?P<kept>\x1b\[[0-9;]*m|\r(?=\n))|[\x00-\x08\x0b-\x1f{_CONTROLS}{_UNWRITABLE}]|{_COMMANDS}"
)
_UNSAFE_JSON = lazy_regex.compile(f"[{_CONTROLS}{_UNWRITABLE}]|{COMMAND}")
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def printable(text: str, keep: str = "") -> str:
    """Return ``text`` on one line, with what is not to be printed written out.

    A byte of a file name that is not UTF-8 becomes ``\\xe9``, the colon of a command ``\\x3a``.
    The characters in ``keep`` stay as they are.
    """
    if _is_plain(text):
        return text
    return _UNSAFE.sub(lambda found: found[0] if found[0] in keep else _escape(found), text)


def _is_plain(text: str) -> bool:
    """Tell at a look that nothing in a text is to be written out."""
    return text.isprintable() and "##" not in text and "::" not in text


def printable_lines(text: str) -> str:
    """Return lines of our own making, the same way: their ends, tabs and colours stay.

    This is the last wall before a stream. What stands in the lines went through
    :func:`printable` where they were made.
    """
    if _is_plain(text.replace("\n", "")):
        return text
    return _UNSAFE_LINES.sub(lambda found: found["kept"] or _escape(found), text)


def _escape(found: re.Match[str]) -> str:
    character, space = found[0][-1], found["space"] or ""
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:
        code -= 0xDC00
    written = f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
    return printable(space) + (_SHORT.get(character) or written)


def json_text(value: object, indent: int | None = None) -> str:
    """Return ``value`` as JSON that can be printed and be written as UTF-8; readers get it back.

    What is not to be printed is written as the escape that RFC 8259, section 7, has for it; half a
    surrogate pair, as it stands for a byte of a file name that is not UTF-8, among it.
    """
    import json

    return printable_json(json.dumps(value, ensure_ascii=False, indent=indent))


def printable_json(text: str) -> str:
    """Return a JSON text, the same way."""
    return _UNSAFE_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


_TO_QUOTE = lazy_regex.compile(f'[{UNSAFE}"\\\\]|{COMMAND}')
_QUOTED = {"\a": "\\a", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\v": "\\v", "\f": "\\f"}
_QUOTED |= {"\r": "\\r", '"': '\\"', "\\": "\\\\"}


def quoted_name(path: str) -> str:
    """Return a path as git writes it: in double quotes and with escapes of C where it needs them.

    https://git-scm.com/docs/git-config#Documentation/git-config.txt-corequotePath
    """
    if not _TO_QUOTE.search(path):
        return path
    return f'"{_TO_QUOTE.sub(_c_escape, path)}"'


def _c_escape(found: re.Match[str]) -> str:
    known = _QUOTED.get(found[0])
    return known or "".join(f"\\{byte:03o}" for byte in _bytes(found[0]))


def _bytes(character: str) -> bytes:
    try:
        return character.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return character.encode("utf-8", "surrogatepass")
