"""YAML text → plain values, by the core schema of YAML 1.2 with dates left as text.

Fast path: py-yaml12, a parser in Rust, where it is installed and the text holds nothing on which
the two parsers differ. Explaining path: PyYAML, see :mod:`.yaml_nodes`. Both give the same
values: ``tests/syntax/test_yaml_text.py`` holds them to it.

The guards look at bytes: what is left of a text without its usual letters tells at once which of
them have to look closer, mostly none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from sys import intern
from typing import Any

from codex_tools.runtime import lazy_regex

try:
    from yaml12 import parse_yaml
except ImportError:  # no wheel for this platform
    parse_yaml = None  # type: ignore[assignment]

_LONG = 20_000
_WORD = 24
"""Texts shorter than this are mostly values of many documents, which are held once."""

_TEXTS = frozenset([str])
_MAX_DEPTH = 200
_EXACT = 2**63
_USUAL = bytes({10, *range(32, 127), *range(128, 256)} - set(b"!&*?|>[]{}"))
_FIRST = lazy_regex.compile(rb"[A-Za-z_]")
_UNQUOTED_WIKILINK = lazy_regex.compile(rb"[\[\s,]\[\[[^\[\]\n]+\]\] *(?:[,\]#\r\n]|\Z)")
_INDICATOR = lazy_regex.compile(rb"(?:^|[\n\[{,:]) *(?:- +)*[!&*?]")
"""A tag, an anchor, an alias or a complex key: they count at the beginning of a value only."""

_UNUSUAL_LINE = lazy_regex.compile(rb"\n(?:[^A-Za-z_#\s-]|-[^ \r\n])")
_UNUSUAL_COLON = lazy_regex.compile(rb":(?<=[\"'\]} ]:)")
"""The colon of a key that is quoted, complex or apart from its colon."""

_EMPTY_BLOCK_SCALAR = lazy_regex.compile(
    rb"[|>](?<=[^\w][|>])[-+0-9]*[ \t]*(?:#[^\n]*)?\r?\n *\r?(?:\n|\Z)"
)
_KEY = lazy_regex.compile(rb"^ *(?:- +)*([^\s#][^\n]*?):(?=[ \r\n]|$)", re.MULTILINE)


def read_quickly(text: bytes) -> dict[str, object] | None:
    """Return the mapping that ``text`` is, or ``None`` where only the explaining path is sure."""
    if parse_yaml is None or not is_usual(text):
        return None
    try:
        value: Any = parse_yaml(text.decode())
    except ValueError:
        return None
    if not isinstance(value, dict) or not _has_each_key(text, value):
        return None
    return held_once(value)


def held_once(fields: Mapping[str, object]) -> dict[str, object]:
    """Return ``fields`` with the names and short texts that come again in others held once."""
    return {
        intern(key): intern(item) if type(item) is str and len(item) < _WORD else item
        for key, item in fields.items()
    }


def is_usual(text: bytes) -> bool:
    """Tell whether both parsers read ``text`` alike for sure, and safely.

    They differ on quoted and complex keys, several documents, tags, anchors, aliases and
    unprintable characters. Wikilinks without quotes are made texts by the explaining path alone.
    """
    return (
        len(text) < _LONG
        and _FIRST.match(text) is not None
        and _has_usual_marks(text, text.translate(None, _USUAL))
        and _UNUSUAL_LINE.search(text) is None
        and _UNUSUAL_COLON.search(text) is None
        and b"- - - -" not in text
        and not (
            b"[" in text
            and text.count(b"[[") > text.count(b'"[[')
            and _UNQUOTED_WIKILINK.search(text) is not None
        )
        and (text.isascii() or _is_printable(text))
    )


def _has_usual_marks(text: bytes, marks: bytes) -> bool:
    """Judge the marks that occur: brackets, signs of block scalars, indicators and controls."""
    if not marks:
        return True
    if b"\r" in marks:
        marks = text.replace(b"\r\n", b"\n").translate(None, _USUAL)
    kinds = set(marks)
    if kinds & _INDICATORS and _INDICATOR.search(text):
        return False
    if kinds & _BLOCK_SCALARS and _EMPTY_BLOCK_SCALAR.search(text):
        return False
    return kinds <= _MARKS and marks.count(b"[") + marks.count(b"{") < _MAX_DEPTH


_INDICATORS = frozenset(b"!&*?")
_BLOCK_SCALARS = frozenset(b"|>")
_MARKS = frozenset(b"!&*?|>[]{}")


def _is_printable(text: bytes) -> bool:
    """Tell whether the letters beyond ASCII are text, and UTF-8."""
    try:
        return text.decode().replace("\r\n", "").replace("\n", "").isprintable()
    except UnicodeDecodeError:
        return False


def _has_each_key(text: bytes, value: dict[str, object]) -> bool:
    """Tell whether everything that looks like a key made one, so that none came twice.

    Each key has a colon before an empty character, but for those of mappings in braces, which may
    have none and are left. Where values have such colons too, and no line has two keys as
    `[a: b, c: d]` has, the lines with any may be as many as the keys, or those that look like keys
    may all be different, or be no more than the keys.
    """
    if b"{" in text:
        return False
    keys = _count_keys(value)
    if keys == text.count(b":"):
        return True
    if keys == text.count(b": ") + text.count(b":\n") + text.count(b":\r") + text.endswith(b":"):
        return True
    if b"[" in text and any(map(_lists_mappings, value.values())):
        return False
    if keys == _count_lines_with_colons(text):
        return True
    lines = _KEY.findall(text)
    return keys >= len(lines) or (len(set(lines)) == len(lines) and keys > 0)


def _count_lines_with_colons(text: bytes) -> int:
    lines = text.split(b"\n")
    return len([line for line in lines if b": " in line or line[-1:] == b":" or b":\r" in line])


def _lists_mappings(value: object) -> bool:
    """Tell whether a value has a mapping in a list."""
    if isinstance(value, list):
        return any(isinstance(item, dict) or _lists_mappings(item) for item in value)
    return isinstance(value, dict) and any(map(_lists_mappings, value.values()))


def _count_keys(value: Any) -> float:
    """Count the keys of all mappings.

    A key that is no text makes the count impossible, and so does a number so large that py-yaml12
    reads it as a float even where it is a whole number.
    """
    total: float = 0
    if type(value) is dict:
        if not _TEXTS.issuperset(map(type, value)):
            return float("-inf")
        total, value = len(value), value.values()
    for item in value:
        if type(item) is str:
            continue
        if type(item) is dict or type(item) is list:
            total += _count_keys(item)
        elif type(item) is float and not -_EXACT < item < _EXACT:
            return float("-inf")
    return total
