"""File names as people compare them."""

from __future__ import annotations

import re
import unicodedata

from codex_tools.base.text import split_words
from codex_tools.runtime import lazy_regex

_NOT_WORD = lazy_regex.compile(r"[\W_]+")
_BETWEEN_DIGITS = lazy_regex.compile(r"[\W_](?<=\d[\W_])[\W_]*(?=\d)")
_ENDING = lazy_regex.compile(r"(?<=[^./])\.[A-Za-z][A-Za-z0-9]{0,4}\Z")
_LONGEST_ENDING = len(".markdown")
_LEADING_MARK = lazy_regex.compile(r"(?<!\S)([-+.])(?=\d)|\A([-.])(?=\w)")
_APART = "\x01"
_MARKS = {"-": "\x02", "+": "+", ".": "\x01"}
"""Control characters, which no name has, in the place of marks that make another name of one."""

_KEPT = frozenset("#@%&*\x01\x02")
_KEPT_CATEGORIES = frozenset({"Sc", "Sm", "So", "Mn", "Mc"})
"""Signs that are punctuation or symbols to Unicode, and tell names apart to people."""

_ASCII_MARKS = bytes(code for code in range(128) if not chr(code).isalnum())
_ASCII_DROPPED = bytes(each for each in _ASCII_MARKS if chr(each) not in "#@%&*\x01\x02$+<=>|~")
_ASCII_LETTERS = bytes(code for code in range(128) if chr(code).isalpha())
_MAY_BE_MARKED = lazy_regex.compile(r"\d|\A[-.]")
_TO_LOWER = bytes(range(256)).lower()


def file_name(path: str) -> str:
    """Return the name of a file without its folder."""
    return path.rpartition("/")[2]


def stem(path: str) -> str:
    """Return the name of a file without folder and ``.md``."""
    return path[path.rfind("/") + 1 :].removesuffix(".md").removesuffix(".markdown")


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


def fold_case(text: str) -> str:
    """Return a name without regard to case, and to whether letters are written in pieces."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def fold_strictly(text: str) -> str:
    """Reduce a name as :func:`fold` does, but for what tells names apart.

    Signs stay, so that `C`, `C++` and `C#` differ, and a mark before a number or the whole name, as
    in `.NET`; and two digits that are not next to each other do not become so.
    """
    text = fold_case(text)
    if _MAY_BE_MARKED.search(text):
        text = _LEADING_MARK.sub(_as_letters, _BETWEEN_DIGITS.sub(_APART, text))
    if text.isascii():  # the same by a faster way
        return text.encode().translate(None, _ASCII_DROPPED).decode()
    return "".join([each for each in text if each.isalnum() or _is_sign(each)])


def signs(text: str) -> str:
    """Return what tells a name apart besides its letters: its digits, and the signs that stay."""
    text = fold_strictly(text)
    if text.isascii():
        return text.encode().translate(None, _ASCII_LETTERS).decode()
    return "".join([each for each in text if not each.isalpha()])


def _is_sign(letter: str) -> bool:
    return letter in _KEPT or unicodedata.category(letter) in _KEPT_CATEGORIES


def _as_letters(mark: re.Match[str]) -> str:
    return "".join(_MARKS[each] for each in mark[0])


def ending(name: str) -> str:
    """Return the ending of a file name that is no Markdown, such as ``.png``, in small letters.

    What follows a dot is an ending where it is up to five letters and digits, a letter first.
    """
    if "." not in name[-_LONGEST_ENDING:]:
        return ""
    found = _ENDING.search(without_ending(name))
    return found[0].lower() if found else ""


def words(text: str) -> list[str]:
    """Return the folded words of a text in order."""
    return split_words(text if text.isascii() else _folded(text))
