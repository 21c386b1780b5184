"""The words of titles that say something, in a form in which they can be compared."""

from __future__ import annotations

from codex_tools.naming import words

SMALL = frozenset(
    "a an and are as at be but by can for from has have if in into is it its more not of on or so "
    "than that the their then there these they this to was were when where which while will with".split()
)
"""Words too common to tell one title from another."""


def telling(text: str) -> frozenset[str]:
    """Return the words of a text that are not small, without the `s` of the plural."""
    return frozenset(plain(word) for word in words(text) if word not in SMALL)


def plain(word: str) -> str:
    """Return a word without the `s` of the plural or of the third person."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
