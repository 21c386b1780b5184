"""Characters that YAML 1.1 takes for line breaks and YAML 1.2 for letters: U+0085, U+2028, U+2029.

libyaml reads 1.1. So they are hidden from it behind letters that nobody uses, as long in UTF-8,
and put back into what it read.
"""

from __future__ import annotations

_HIDDEN = {0x85: 0x7FB, 0x2028: 0xE028, 0x2029: 0xE029}
_SHOWN = {letter: given for given, letter in _HIDDEN.items()}


def hidden(text: str) -> str:
    """Return ``text`` without these characters; as it is where it has the letters too."""
    if text.isascii() or any(chr(letter) in text for letter in _SHOWN):
        return text
    return text.translate(_HIDDEN)


def shown(text: str) -> str:
    """Return what ``text`` was before its characters were hidden."""
    return text.translate(_SHOWN)
