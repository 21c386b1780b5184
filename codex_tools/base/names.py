"""File names as people compare them."""

from __future__ import annotations

import re
import unicodedata

from codex_tools.base.text import split_words
from codex_tools.runtime import lazy_regex

_NOT_WORD = lazy_regex.compile(r"[\W_]+")
_BETWEEN_DIGITS = lazy_regex.compile(r"[\W_](?<=\d[\W_])[\W_]*(?=\d)")
_SIGN = lazy_regex.compile(r"(?<!\S)([-+.])(?=\d)|(?<=\w)(\++)(?!\w)")
_APART = "\u02d1"
_LETTERS = {"-": "\u02c9", "+": "\u02d0", ".": "\u02d1"}
"""Modifier letters, which no name has, in the place of marks that make another number of one."""

_ASCII_MARKS = bytes(code for code in range(128) if not chr(code).isalnum())
_TO_LOWER = bytes(range(256)).lower()


def stem(path: str) -> str:
    """Return the name of a file without folder and ``.md``."""
    return without_ending(path.rsplit("/", 1)[-1])


def without_ending(path: str) -> str:
    """Return a path without the ending of Markdown files, of which there are two."""
    return without_md(path).removesuffix(".markdown")


def without_md(path: str) -> str:
    """Return a path without ``.md``, which a reference may leave out."""
    return path.removesuffix(".md")


def _folded(text: str) -> str:
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold()


def fold(text: str) -> str:
    """Reduce a name to its letters and digits, without case, accents kept."""
    if text.isascii():  # the same by a faster way
        return text.encode().translate(_TO_LOWER, _ASCII_MARKS).decode()
    return _NOT_WORD.sub("", _folded(text))


def fold_strictly(text: str) -> str:
    """Reduce a name as :func:`fold` does, but for what tells numbers apart: that two digits are not
    next to each other, and a sign. The plus of ``C++`` stays too."""
    return fold(_with_letters(text))


def _with_letters(text: str) -> str:
    """Put letters in the place of marks that tell numbers apart."""
    text = _BETWEEN_DIGITS.sub(_APART, text)
    signs = "+" in text or " -" in text or " ." in text or text[:1] in "-."
    return _SIGN.sub(_as_letters, text) if signs else text


def _as_letters(mark: re.Match[str]) -> str:
    return "".join(_LETTERS[each] for each in mark[0])


def words(text: str) -> list[str]:
    """Return the folded words of a text in order."""
    return split_words(text if text.isascii() else _folded(text))
