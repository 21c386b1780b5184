"""What stands below a first line `---` → whether it is a front matter, or text below a rule.

A front matter with a mistake in it is still one. So text is only what has an empty line, a heading
or a sentence in it and no key; or what begins with prose, below which YAML reads no fields, and
has a paragraph of it first or more sentences than keys. What begins with a key is a front matter.
"""

from __future__ import annotations

import re

from codex_tools.runtime import lazy_regex

_KEY = lazy_regex.compile(
    rb"^[ \t]*+[{?]? *+(?:[\w\x80-\xff-]+:(?!//)"
    rb"|(?:\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\n]|'')*+')[ \t]*+:(?=\s|\Z)"
    rb"|(?!\d+[.)][ \t])[^\s:#*>|`!<+~-][^\s:]*+(?:[ \t]++[^\s:]++){0,2}[ \t]*:(?=\s|\Z))",
    re.MULTILINE,
)
"""A word with a colon behind it; or up to three words, or some in quotes, with a colon and an empty
character."""

_CONTENT = lazy_regex.compile(rb"^[ \t]*+[^\s#]", re.MULTILINE)
_EMPTY, _HEADING = rb"[ \t]*+\r?$", rb"#{1,6}[ \t]+\S"
_WORDS = rb"(?:\S++[ \t]++){3,}+\S++(?<=[.!?])\r?$"
_TEXT = lazy_regex.compile(
    b"^(?:" + b"|".join((_EMPTY, _HEADING, rb"[ \t]*+" + _WORDS)) + b")", re.MULTILINE
)
_PROSE = rb"(?![-?][ \t]|[{}\[\]#])(?=\S(?:[^\n:]|:(?=\S))*+\n)"
"""Before a line that is no field, no entry of a list and no comment, with no spaces above it."""

_FIRST_PROSE = lazy_regex.compile(rb"(?:[ \t]*+(?:#[^\n]*+|\r)?\n)*+(?P<text>" + _PROSE + rb")")
_PROSE_LINE = lazy_regex.compile(b"^" + _PROSE + rb"[^\n]*+", re.MULTILINE)
_WORD = lazy_regex.compile(rb"[\w\x80-\xff]\S*+")
_SENTENCES = lazy_regex.compile(b"^" + _PROSE + _WORDS, re.MULTILINE)
_PARAGRAPH = lazy_regex.compile(rb"(?P<text>(?:[^\n]*+\n(?![ \t]*+\r?\n))*+[^\n]*+)\n[ \t]*+\r?\n")
"""Lines above an empty one."""

_FEWEST, _ENDS = 4, (b".", b"!", b"?", *map(str.encode, "\u3002\uff01\uff1f"))
"""What a paragraph has: so many words, or the end of a sentence."""

_FIRST_LINES = lazy_regex.compile(
    rb"(?:[ \t]*+(?:#[^\n]*+|\r)?\n)*+(?:[ \t]*+[^\s][^\n]*+(?:\n|\Z))*+"
)
"""The lines up to an empty one; those that are empty, and comments, may stand above them."""


def is_text(data: bytes, start: int, end: int) -> bool:
    """Tell whether the lines between two rules are text, and no front matter by any reading."""
    if _CONTENT.search(data, start, end) is None or _TEXT.search(data, start, end - 1) is None:
        return False
    if _KEY.search(data, start, end) is None:
        return True
    first = _FIRST_PROSE.match(data, start, end)
    if first is None or _KEY.match(data, first.start("text"), end) is not None:
        return False
    if _is_paragraph(data, first.start("text"), end):
        return True
    keys = sum(1 for _ in _KEY.finditer(data, start, end))
    return sum(1 for _ in _SENTENCES.finditer(data, start, end)) > keys


def _is_paragraph(data: bytes, start: int, end: int) -> bool:
    found = _PARAGRAPH.match(data, start, end)
    if found is None or _KEY.search(data, *found.span("text")) is not None:
        return False
    prose = b" ".join(_PROSE_LINE.findall(data, start, found.end("text") + 1))
    return len(_WORD.findall(prose)) >= _FEWEST or prose.rstrip().endswith(_ENDS)


def begins_with_keys(data: bytes, start: int) -> bool:
    """Tell whether a key stands in the first lines below a rule that no other one follows."""
    lines = _FIRST_LINES.match(data, start)
    return lines is not None and _KEY.search(data, *lines.span()) is not None
