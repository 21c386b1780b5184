"""The body of a note → its words, without how they are set and without where its links lead."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from codex_tools.model import NOTHING, Span
from codex_tools.runtime import lazy_regex
from codex_tools.syntax.markdown.body import Body
from codex_tools.syntax.markdown.inline_fields import field_spans

_RULE_OR_FENCE = lazy_regex.compile(r"^[ \t>]*+(?:[=\-*_|: +]++|(?:```|~~~)[^\n]*+)$", re.M)
_DEFINITION = lazy_regex.compile(r"^ {0,3}+\[(?!\^)[^\[\]\n]{1,999}\]:[ \t]*+\S[^\n]*+$", re.M)
_MARKERS = lazy_regex.compile(r"^[ \t]*+(?:(?:>|[-*+](?=[ \t])|#{1,6}(?=[ \t]))[ \t]*+)++", re.M)
_NUMBER = lazy_regex.compile(r"[ \t]*+(\d{1,9})[.)](?=[ \t])")
_WIKILINK = lazy_regex.compile(
    r"!?\[\[(?P<target>[^\[\]\n|]{1,999})(?:\|(?P<label>[^\[\]\n]*+))?\]\]"
)
_ADDRESS = lazy_regex.compile(
    r"\]\([ \t]*+(?:<[^<>\n]{0,999}>|[^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*+)"
    r"(?:\s++(?:\"[^\"\n]{0,999}\"|'[^'\n]{0,999}'))?\s*+\)"
)
_LABEL = lazy_regex.compile(r"\]\[[^\[\]\n]{0,999}\]")
_URL = lazy_regex.compile(r"<?\b[a-z][a-z0-9+.-]{1,20}://[^\s<>()]*+>?", re.I)
_TAG = lazy_regex.compile(r"</?[A-Za-z][^<>]*+>")
_ARROW = lazy_regex.compile(r"<?[-=]{1,3}>")
_WORD = lazy_regex.compile(r"(?<!\w)[-+]?\d++(?:[.,:/]\d++)*+|[^\W_]++|[<>=≤≥≠≈±%]|[$€£](?=\s?\d)")
_DROPPED = str.maketrans({"*": None, "`": None, "\u00ad": None, "\u2212": "-"})
_SIGNS = (("\\", ""), ("~~", ""), ("<=", "≤"), (">=", "≥"), ("!=", "≠"))


class Wording(NamedTuple):
    """A body as two texts of plain words, of which one stays where nothing is reworded.

    ``shown`` has what a reader sees: of a wikilink without a label the name that it shows. ``bare``
    leaves these names out, so that it stays when what they name is renamed.
    """

    shown: str
    bare: str


def wording(data: bytes, start: int, inline: Mapping[str, str] = NOTHING) -> Wording:
    """Return the words of the body of a file that begins at the byte ``start``.

    ``inline`` are the names of fields that are read there, which are no words of the text.
    """
    dropped = sorted([*Body(data, start).comments, *field_spans(data, start, inline)])
    text = _without(data, start, dropped).decode("utf-8", "replace")
    text = _unmarked(text)
    shown = _WIKILINK.sub(lambda found: f" {found['label'] or found['target']} ", text)
    bare = _WIKILINK.sub(lambda found: f" {found['label'] or ''} ", text)
    return Wording(_words(shown), _words(bare))


def plain(text: str) -> str:
    """Return the words of a short text, such as the value of a field."""
    return _words(_unmarked(text))


def _without(data: bytes, start: int, spans: Iterable[Span]) -> bytes:
    pieces = []
    for span in spans:
        pieces.append(data[start : max(start, span.start)])
        start = max(start, span.end)
    return b"".join((*pieces, data[start:]))


def _unmarked(text: str) -> str:
    """Take off the marks at the beginnings of lines, and what only says where links lead."""
    for pattern in (_RULE_OR_FENCE, _DEFINITION, _MARKERS):
        text = pattern.sub("", text)
    text = "\n".join(_without_numbers(text.split("\n")))
    text = _URL.sub(" ", _ADDRESS.sub("]", text))
    return _TAG.sub("", _LABEL.sub("]", text))


def _without_numbers(lines: Iterable[str]) -> Iterator[str]:
    """Take the numbers off the items of lists, which are set anew when one is added."""
    may_begin = True
    for line in lines:
        number = _NUMBER.match(line)
        is_item = number is not None and (may_begin or number[1] == "1")
        yield line[number.end() :] if number and is_item else line
        may_begin = is_item or not line.strip()


def _words(text: str) -> str:
    text = unicodedata.normalize("NFKC", html.unescape(text)).translate(_DROPPED)
    for sign, plain_sign in _SIGNS:
        text = text.replace(sign, plain_sign)
    return " ".join(_WORD.findall(_ARROW.sub(" ", text).casefold()))
