"""The words of a text: one tokeniser, one list of words that say nothing, one form of a plural."""

from __future__ import annotations

from codex_tools.runtime import lazy_regex

_WORD = lazy_regex.compile(r"[^\W_]+")
_STOP_WORDS = """a an and are as at be but by can for from has have if in into is it its more not of
on or so than that the their then there these they this to was were when where which while will
with"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Words too common to tell one title from another."""

ASCII_WORDS = bytes(
    code if code < 128 and chr(code).isalnum() else 32 for code in bytes(range(256)).lower()
)
"""For ``bytes.translate``: ASCII letters in lower case, and a blank for what is in no word."""


def split_words(text: str) -> list[str]:
    """Return the runs of letters and digits in a text, in order, ASCII texts in lower case."""
    if text.isascii():  # the same by a faster way
        return text.encode().translate(ASCII_WORDS).decode().split()
    return _WORD.findall(text)


def singular(word: str) -> str:
    """Return a word in lower case without the ``s`` of a plural."""
    plural = len(word) > 3 and word[-1] == "s" and word[-2] not in "su" and not word[-2].isdigit()
    return word[:-1] if plural else word
