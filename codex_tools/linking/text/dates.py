"""Dates in a text, as precise as they are written there."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from codex_tools.runtime import lazy_regex

# Patterns that begin with a class of characters, what stands before it looked at afterwards, are
# searched several times faster than those that begin with looking back.
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = rf"({'|'.join(_MONTHS)})(?:[a-z]{{0,6}})\.?"
_YEAR = r"((?:1[5-9]|20)\d\d)"
_YEAR_LIKE = lazy_regex.compile(_YEAR)
_ENDINGS = "|".join(month[1:] for month in _MONTHS)
_MONTH_LIKE = lazy_regex.compile(
    rf"[ADFJMNOSadfjmnos](?<!\w.)(?i:(?:{_ENDINGS})[a-z]{{0,6}})\.?,?\s+\d"
)
_ISO = lazy_regex.compile(rf"{_YEAR}(?<![\d-]\d{{4}})[-/](\d\d)(?:[-/](\d\d))?(?!\d)")
_SPELLED = (
    (lazy_regex.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}\b", re.I), "mdy"),
    (lazy_regex.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+{_YEAR}\b", re.I), "dmy"),
    (lazy_regex.compile(rf"\b{_MONTH},?\s+{_YEAR}\b", re.I), "my"),
)
LETTERED_YEAR = lazy_regex.compile(rf"{_YEAR}(?<!\w\d{{4}})[a-h]\b")
"""A year with the letter that tells works of it apart."""
_NAME_AND_YEAR = lazy_regex.compile(r"(?<![\w@/.-])([A-Z][a-z]+)((?:19|20)\d\d[a-h]?)(?![\w/.-])")
_BARE_YEAR = lazy_regex.compile(rf"{_YEAR}(?<![\w.$€£#/-]\d{{4}})(?![\w%])")


class When(NamedTuple):
    """A date; 0 stands for a month or day that was not written."""

    year: int
    month: int = 0
    day: int = 0


def with_years_apart(text: str) -> str:
    """Return a text in which names and years are apart that are joined as in a citation key:
    `Stone2019` is `Stone 2019`."""
    return _NAME_AND_YEAR.sub(r"\1 \2", text)


def find_dates(text: str) -> list[When]:
    """Return every date named in a text, the most precise reading of each place."""
    return list(dict.fromkeys(when for when, _ in _spans(text)))


def split_dates(text: str) -> tuple[list[When], str]:
    """Return the dates of a text, and the text with its days and months blanked.

    Bare years stay in the text, since titles have them too.
    """
    spans = list(_spans(text))
    for when, (start, end) in spans:
        if when.month:
            text = text[:start] + " " * (end - start) + text[end:]
    return list(dict.fromkeys(when for when, _ in spans)), text


@lru_cache(maxsize=8192)
def parse_date(text: str) -> When | None:
    """Return the first date of a field such as `2026-02-00` or `March 2026`."""
    return next((when for when, _ in _spans(text)), None)


def day_number(when: When) -> int | None:
    """Return a date with a day as days on one scale, months taken as 31 days."""
    return when.year * 372 + when.month * 31 + when.day if when.month and when.day else None


def _spans(text: str) -> Iterator[tuple[When, tuple[int, int]]]:
    if _YEAR_LIKE.search(text):
        is_taken = bytearray(len(text))
        for match, when in _readings(text):
            start, end = match.span()
            if not any(is_taken[start:end]):
                is_taken[start:end] = b"\1" * (end - start)
                yield when, (start, end)


def _readings(text: str) -> Iterator[tuple[re.Match[str], When]]:
    for match in _ISO.finditer(text):
        year, month, day = match.group(1), match.group(2), match.group(3) or "0"
        if int(month) <= 12 and int(day) <= 31:
            yield match, When(int(year), int(month), int(day))
    for pattern, order in _SPELLED if _MONTH_LIKE.search(text) else ():
        for match in pattern.finditer(text):
            yield match, _spelled(match, order)
    for match in _BARE_YEAR.finditer(text):
        yield match, When(int(match.group(1)))


def _spelled(match: re.Match[str], order: str) -> When:
    parts = dict(zip(order, match.groups(), strict=True))
    month = _MONTHS.index(parts["m"][:3].lower()) + 1
    return When(int(parts["y"]), month, int(parts.get("d", 0)))
