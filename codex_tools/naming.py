"""File names as people compare them."""

from __future__ import annotations

import re
import unicodedata

from codex_tools.patterns import regex

_NOT_WORD = regex(r"[\W_]+")
_TELLING = regex(r"(?<=\d)([\W_]+)(?=\d)|(?<!\S)[-+.](?=\d)|(?<=\w)\++(?!\w)")
"""Marks that make another number or name of one."""

_LETTERS = {"-": "\u02c9", "+": "\u02d0", "++": "\u02d0\u02d0", ".": "\u02d1"}
_APART = "\u02d1"
"""Modifier letters, which no name has, in the place of such marks."""

_ASCII_MARKS = bytes(code for code in range(128) if not chr(code).isalnum())
_TO_LOWER = bytes(range(256)).lower()
_TO_WORDS = _TO_LOWER.translate(bytes.maketrans(_ASCII_MARKS, b" " * len(_ASCII_MARKS)))


def stem(path: str) -> str:
    """Return the name of a file without folder and ``.md``."""
    return path.rsplit("/", 1)[-1].removesuffix(".md").removesuffix(".markdown")


def _folded(text: str) -> str:
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold()


def fold(text: str) -> str:
    """Reduce a name to its letters and digits, without case, accents kept.

    What tells numbers apart stays: that two digits are not next to each other, and a sign; and so
    does the plus of `C++`.
    """
    if _TELLING.search(text):
        text = _TELLING.sub(_as_letter, text)
    if text.isascii():  # the same by a faster way
        return text.encode().translate(_TO_LOWER, _ASCII_MARKS).decode()
    return _NOT_WORD.sub("", _folded(text))


def _as_letter(mark: re.Match[str]) -> str:
    return _APART if mark[1] else _LETTERS.get(mark[0], _APART)


def words(text: str) -> list[str]:
    """Return the folded words of a text in order."""
    if text.isascii():  # the same by a faster way
        return text.encode().translate(_TO_WORDS).decode().split()
    return [word for word in _NOT_WORD.split(_folded(text)) if word]
