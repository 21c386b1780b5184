"""The words of titles that say something, in a form in which they can be compared."""

from __future__ import annotations

from functools import lru_cache

from codex_tools.base.names import words
from codex_tools.base.text import STOP_WORDS, singular


@lru_cache(maxsize=10_000)
def telling(text: str) -> frozenset[str]:
    """Return the words of a text that are no stop words, without the `s` of the plural."""
    return frozenset([singular(word) for word in words(text) if word not in STOP_WORDS])
