"""Words, dates and figures of a text, in the one form in which the matcher compares them."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"'s\b|['`]")
_ACCENTS = re.compile("[\u0300-\u036f]")
_PLAIN = {
    **{ord(mark): "'" for mark in "’‘`´"},
    **{ord(mark): '"' for mark in "“”«»„"},
    **{ord(mark): "-" for mark in "–—−‐‑"},
    **dict(zip(map(ord, "øØłŁđĐıæÆœßþð"), "o o l l d d i ae ae oe ss th d".split(), strict=True)),
    0xA0: " ",
}
_COMMON_MARKS = (("—", "-"), ("–", "-"), ("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'))
_STOP_WORDS = """a about after all also an and any are as at based be because been before being but by can
could did do does during each et al for from had has have her his how if in into is it its more most new no not of
on one or our out over said she should so some such than that the their them then there these they this those to
under up via was we were what when where which while who whose why will with would you your vs per""".split()
STOP_WORDS = frozenset(_STOP_WORDS)

_MONTH_NAMES = "january february march april may june july august september october november december".split()
_MONTH_OF = {name[:3]: number for number, name in enumerate(_MONTH_NAMES, 1)}
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:[a-z]{0,6})\.?"
_YEAR = r"((?:1[5-9]|20)\d\d)"
_ISO = re.compile(rf"(?<![\d-]){_YEAR}[-/](\d\d)(?:[-/](\d\d))?(?![\d])")
_SPELLED = (
    (re.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}\b", re.I), "mdy"),
    (re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+{_YEAR}\b", re.I), "dmy"),
    (re.compile(rf"\b{_MONTH},?\s+{_YEAR}\b", re.I), "my"),
)
_BARE_YEAR = re.compile(rf"(?<![\w.$€£#/-]){_YEAR}(?![\w%])")
_FIGURE = re.compile(r"[$€£]?\d[\d,]*(?:\.\d+)?\s?(?:%|percent|[kKmMbBxX]\b|million|billion|trillion)?")


class When(NamedTuple):
    """A date as precise as it was written; 0 stands for a month or day that was not."""

    year: int
    month: int = 0
    day: int = 0


def fold(text: str) -> str:
    """Text in lower case without accents, with plain quotes."""
    if not text.isascii():
        for mark, plain in _COMMON_MARKS:
            text = text.replace(mark, plain)
    if not text.isascii():
        text = text.translate(_PLAIN)
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return text.lower()


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without the `s` of a plural or a possessive."""
    ending = len(word) > 3 and word[-1] == "s" and word[-2] not in "su"
    return word[:-1] if ending and not word[-2].isdigit() else word


def words(text: str) -> list[str]:
    """The comparable words of a text in order: folded, stemmed, without function words and single letters."""
    found = _WORD.findall(_POSSESSIVE.sub("", fold(text)))
    return [stem(w) for w in found if w not in STOP_WORDS and (len(w) > 1 or w.isdigit())]


def find_dates(text: str) -> list[When]:
    """Every date named in a text, day before month before year, each place read once."""
    found: list[When] = []
    for when, _ in _dates_with_spans(text):
        if when not in found:
            found.append(when)
    return found


def _dates_with_spans(text: str) -> Iterator[tuple[When, tuple[int, int]]]:
    taken: list[tuple[int, int]] = []
    for match, when in _candidates(text):
        start, end = match.span()
        if all(end <= low or start >= high for low, high in taken):
            taken.append((start, end))
            yield when, (start, end)


def _candidates(text: str) -> Iterator[tuple[re.Match[str], When]]:
    for match in _ISO.finditer(text):
        year, month, day = match.group(1), match.group(2), match.group(3) or "0"
        if int(month) <= 12 and int(day) <= 31:
            yield match, When(int(year), int(month), int(day))
    for pattern, order in _SPELLED:
        for match in pattern.finditer(text):
            yield match, _spelled(match, order)
    for match in _BARE_YEAR.finditer(text):
        yield match, When(int(match.group(1)))


def _spelled(match: re.Match[str], order: str) -> When:
    parts = dict(zip(order, match.groups(), strict=True))
    return When(int(parts["y"]), _MONTH_OF[parts["m"][:3].lower()], int(parts.get("d", 0)))


def without_dates(text: str) -> str:
    """The text with its days and months blanked; bare years stay, since titles have them too."""
    spans = [span for when, span in _dates_with_spans(text) if when.month]
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def parse_date(text: str) -> When | None:
    """The first date of a field such as `2026-02-00` or `March 2026`, or nothing."""
    found = find_dates(text)
    return found[0] if found else None


def day_number(when: When) -> int | None:
    """Days on one scale for a date that has a day (months taken as 31 days), else nothing."""
    return when.year * 372 + when.month * 31 + when.day if when.month and when.day else None


def figures(text: str) -> set[str]:
    """The telling numbers of a text: at least three digits or a decimal, and no bare years."""
    found = set()
    for match in _FIGURE.finditer(text):
        digits = re.sub(r"[^\d.]", "", match.group()).strip(".")
        whole = digits.replace(".", "")
        bare_year = len(digits) == 4 and digits[:2] in ("19", "20") and match.group().strip() == digits
        if (len(whole) >= 3 or "." in digits) and len(whole.strip("0")) >= 2 and not bare_year:
            found.add(digits.rstrip("0").rstrip(".") if "." in digits else digits)
    return found
