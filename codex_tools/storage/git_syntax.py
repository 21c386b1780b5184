"""The text of a configuration of git → its settings, as git-config(1) describes the syntax."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SECTION = re.compile(r"\s*\[\s*([\w.-]+)\s*(?:\"((?:[^\"\\\n]|\\.)*+)\")?\s*\]")
_SETTING = re.compile(
    r"""
    \s*([A-Za-z][\w-]*+)[ \t]*+
    (?:=[ \t]*+( (?: \\\r?\n | \\. | "(?:\\\r?\n|\\.|[^"\\\n])*+" | [^"\\\n;\#] )*+ ))?
    [^\n]*+
    """,
    re.VERBOSE,
)
_BLANK = re.compile(r"\s*(?:[#;][^\n]*+)?(?:\n|\Z)")
_PART = re.compile(r"\\(\r?\n|.)|\"", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "b": "\b"}


def settings_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield the keys and values of a configuration in their order, keys in small letters.

    A key of a subsection has the name of that between dots. What is no setting ends it, as it does
    for git.
    """
    section, at = "", 0
    while at < len(text):
        if found := _SECTION.match(text, at):
            section = ".".join(filter(None, (found[1].lower(), found[2])))
        elif found := _BLANK.match(text, at):
            pass
        elif found := _SETTING.match(text, at):
            yield ".".join(filter(None, (section, found[1].lower()))), _value(found[2] or "")
        else:
            return
        at = max(found.end(), at + 1)


def _value(text: str) -> str:
    """Take quotes and escapes out of a value, and the blanks around it."""
    bare = text.rstrip(" \t\r")
    return _PART.sub(lambda found: _meant(found[1]), bare)


def _meant(escaped: str | None) -> str:
    return "" if escaped is None or escaped.endswith("\n") else _ESCAPES.get(escaped, escaped)
