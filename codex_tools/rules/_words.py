"""The words of titles that say something, in a form in which they can be compared."""

from __future__ import annotations

from functools import lru_cache

from codex_tools.base.names import words

SMALL = frozenset(
    {
        *("a", "an", "and", "are", "as", "at", "be", "but", "by", "can", "for", "from", "has"),
        *("have", "if", "in", "into", "is", "it", "its", "more", "not", "of", "on", "or", "so"),
        *("than", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was"),
        *("were", "when", "where", "which", "while", "will", "with"),
    }
)
"""Words too common to tell one title from another."""


@lru_cache(maxsize=10_000)
def telling(text: str) -> frozenset[str]:
    """Return the words of a text that are not small, without the `s` of the plural."""
    return frozenset(
        [
            word[:-1] if word[-1] == "s" and len(word) > 3 and word[-2] != "s" else word
            for word in words(text)
            if word not in SMALL
        ]
    )
