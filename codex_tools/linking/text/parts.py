"""Which part of a series a title is, and whether it is about another work, as a correction is."""

import re

from codex_tools.runtime import lazy_regex

_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
_SPELLED = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
# Patterns that begin with a class of characters, what stands before it looked at afterwards, are
# searched faster than those that begin with the edge of a word.
_PART = lazy_regex.compile(
    rf"[Pp](?<!\w.)art\s+({'|'.join(_ROMAN)}|\d{{1,2}}|{'|'.join(_SPELLED)})\b"
)
_NUMERAL = lazy_regex.compile(r"[\s.:,?!](?<=\w.)\s?(II|III|IV|VI|VII|VIII|IX)\b(?!\.)", re.S)
_ABOUT = lazy_regex.compile(
    r"([ACERacer](?<!\w.)(?i:ddendum|omments?|orrection|orrigendum|rratum|eply|esponse|eview))"
    r"\s+(?i:to|on|of)\b"
)


def part_marks(text: str) -> frozenset[str]:
    """Return what tells a text from one of the same title: the number of its part, and what it is
    to another work."""
    numbers = {_number(match[1]) for match in _PART.finditer(text)}
    numbers |= {_number(match[1]) for match in _NUMERAL.finditer(text)}
    return frozenset(numbers | {match[1].lower().rstrip("s") for match in _ABOUT.finditer(text)})


def _number(text: str) -> str:
    for numerals in (_ROMAN, _SPELLED):
        if text in numerals:
            return str(numerals.index(text) + 1)
    return text
