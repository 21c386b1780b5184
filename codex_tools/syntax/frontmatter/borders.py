"""What stands below a first line `---` → whether it is a front matter, or text below a rule.

A front matter with a mistake in it is still one. So text is only what a front matter has no use
for: an empty line, a heading or a sentence, where no line has a key, where a paragraph of words
comes first, or where there are more sentences than keys.
"""

from __future__ import annotations

import re

from codex_tools.runtime import lazy_regex

_KEY = lazy_regex.compile(
    rb"^[ \t]*+[{?]? *+(?:[\w\x80-\xff-]+:(?!//)"
    rb"|(?!\d+[.)][ \t])[^\s:#*>|`!<+~-][^\s:]*+(?:[ \t]++[^\s:]++){0,2}[ \t]*:(?=\s|\Z))",
    re.MULTILINE,
)
"""A word with a colon behind it, or up to three words with a colon and an empty character."""

_CONTENT = lazy_regex.compile(rb"^[ \t]*+[^\s#]", re.MULTILINE)
_EMPTY, _HEADING = rb"[ \t]*+\r?$", rb"#{1,6}[ \t]+\S"
_SENTENCE = rb"[ \t]*+(?:\S++[ \t]++){3,}+\S++(?<=[.!?])\r?$"
_TEXT = lazy_regex.compile(b"^(?:" + b"|".join((_EMPTY, _HEADING, _SENTENCE)) + b")", re.MULTILINE)
_SENTENCES = lazy_regex.compile(b"^(?![-?][ \t])" + _SENTENCE, re.MULTILINE)
_PARAGRAPH = lazy_regex.compile(
    rb"(?:[ \t]*+(?:#{1,6}[ \t][^\n]*+)?\r?\n)*+"
    rb"(?P<text>(?![-?][ \t]|[{}\[\]#])[^\s](?:[^\n]*+\n(?![ \t]*+\r?\n))*+[^\n]*+)\n[ \t]*+\r?\n"
)
"""The first lines with something in them, above an empty one; headings may stand above them."""

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
    if _KEY.search(data, start, end) is None or _begins_with_paragraph(data, start, end):
        return True
    keys = sum(1 for _ in _KEY.finditer(data, start, end))
    return sum(1 for _ in _SENTENCES.finditer(data, start, end)) > keys


def _begins_with_paragraph(data: bytes, start: int, end: int) -> bool:
    first = _PARAGRAPH.match(data, start, end)
    if first is None or _KEY.search(data, *first.span("text")) is not None:
        return False
    return len(first["text"].split()) >= _FEWEST or first["text"].rstrip().endswith(_ENDS)


def begins_with_keys(data: bytes, start: int) -> bool:
    """Tell whether a key stands in the first lines below a rule that no other one follows."""
    lines = _FIRST_LINES.match(data, start)
    return lines is not None and _KEY.search(data, *lines.span()) is not None
