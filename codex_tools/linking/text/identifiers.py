"""Identifiers of documents inside a text: addresses, DOIs, arXiv numbers, handles, paths."""

import re
from functools import lru_cache
from urllib.parse import unquote

from codex_tools.base.urls import normalise_url
from codex_tools.runtime import lazy_regex

_URL = lazy_regex.compile(r"https?://[^\s<>\"'`\])}]+", re.I)
_BARE_URL = lazy_regex.compile(r"(?<![\w@./-])(?:[a-z0-9-]+\.)+[a-z]{2,8}/[^\s<>\"'`\]),;}]+", re.I)
_DOI = lazy_regex.compile(r"\b10\.\d{4,9}/[^\s\"'<>\]},;]+", re.I)
_ARXIV = lazy_regex.compile(
    r"(?:arxiv[:./\s]*(?:abs/|pdf/|html/)?|arxiv\.org/\w+/)(\d{4}\.\d{4,5})", re.I
)
_STATUS = lazy_regex.compile(r"/status(?:es)?/(\d{8,})|\bstatus(?:\s+id)?[ /:#]+(\d{8,})", re.I)
_PUBMED = lazy_regex.compile(
    r"\b(PMC\d{5,8})\b|\bPMID:?\s*(\d{6,9})|pubmed\.ncbi\.nlm\.nih\.gov/(\d{6,9})", re.I
)
_ISBN = lazy_regex.compile(r"\bisbn(?:-1[03])?:?\s*([\dx][\dx -]{8,16}[\dx])(?![\w-])", re.I)
_LONG_NUMBER = lazy_regex.compile(r"\d\d{3}(?:\.\d{4}|\d)")
_MARKDOWN = lazy_regex.compile(r"\.md$", re.I)
_NOT_IN_KEYS = bytes(set(range(128)) - set(b"abcdefghijklmnopqrstuvwxyz0123456789"))
_HANDLE = lazy_regex.compile(r"(?<![\w@.])@([A-Za-z]\w{2,30})\b")
_WRITTEN = {"pubmed": "PMID:{}"}
_TRAIL = ".,;:!?)('\"*_"


@lru_cache(maxsize=32)
def comparable_url(url: str) -> str:
    """Return a web address without what tells no pages apart, escapes and capitals included."""
    return normalise_url(unquote(url.strip())).lower()


def identifiers(text: str) -> frozenset[str]:
    """Return every identifier in a text as `kind:value`, equal where two texts mean the same."""
    values = numbers(text)
    if "/" in text:
        values |= _addresses(text)
    return frozenset(values)


def numbers(text: str) -> set[str]:
    """Return the identifiers in a text that are no addresses, as `identifiers` writes them."""
    values: set[str] = set()
    if "/" in text and "10." in text:
        values |= {"doi:" + match.group().rstrip(_TRAIL).lower() for match in _DOI.finditer(text)}
    if may_hold(text, "isbn"):
        values |= {"isbn:" + isbn for one in _ISBN.finditer(text) if (isbn := _isbn(one.group(1)))}
    if not _LONG_NUMBER.search(text):
        return values
    if may_hold(text, "arxiv"):
        values |= {"arxiv:" + match.group(1) for match in _ARXIV.finditer(text)}
    if may_hold(text, "status"):
        values |= {"status:" + (one.group(1) or one.group(2)) for one in _STATUS.finditer(text)}
    if may_hold(text, "pm") or may_hold(text, "pubmed"):
        pubmed = (next(filter(None, match.groups())) for match in _PUBMED.finditer(text))
        values |= {"pubmed:" + number.lower() for number in pubmed}
    return values


def written_numbers(text: str) -> list[str]:
    """Return the identifiers in a text that are no addresses, as a text has them: `PMID:123456`."""
    found = (number.partition(":") for number in sorted(numbers(text)))
    return [_WRITTEN.get(kind, f"{kind}:{{}}").format(value) for kind, _, value in found]


def _isbn(text: str) -> str:
    """Return an ISBN in thirteen digits; the empty string where the last one does not fit them
    (ISO 2108)."""
    digits = text.replace("-", "").replace(" ", "").upper()
    if len(digits) == 10 and digits[:9].isdigit():
        total = sum(
            place * _digit(digit) for place, digit in zip(range(10, 0, -1), digits, strict=True)
        )
        first = "978" + digits[:9]
        return "" if total % 11 else first + _check_digit(first)
    if len(digits) == 13 and digits.isdigit() and digits[12] == _check_digit(digits[:12]):
        return digits
    return ""


def _digit(digit: str) -> int:
    return 10 if digit == "X" else int(digit)


def _check_digit(first: str) -> str:
    """Return the last digit of an ISBN of thirteen that begins with these twelve."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(first))
    return str(-total % 10)


def may_hold(text: str, part: str) -> bool:
    """Tell whether a pattern that ignores case can find this lower-case part in a text.

    It asks less than a search for the pattern. Letters beyond ASCII may match plain ones, so with
    them the answer is yes.
    """
    return not text.isascii() or part in text.lower()


def _addresses(text: str) -> set[str]:
    urls = [match.group() for match in _BARE_URL.finditer(text)] if "." in text else []
    if "://" in text:
        urls += [match.group() for match in _URL.finditer(text)]
    addresses = map(comparable_url, urls)
    return {"url:" + address for address in addresses if "/" in address}


def handles(text: str) -> frozenset[str]:
    """Return the `@handles` of a text in lower case."""
    if "@" not in text:
        return frozenset()
    return frozenset(match.group(1).lower() for match in _HANDLE.finditer(text))


def file_key(path: str) -> str:
    """Return the stem of a path as file names are compared: lower case, letters and digits only."""
    name = path.strip().rsplit("/", 1)[-1]
    plain = _MARKDOWN.sub("", name).lower().encode("ascii", "ignore")
    return plain.translate(None, _NOT_IN_KEYS).decode()


def identifier_kind(identifier: str) -> str:
    """Return the kind of an identifier, such as `doi`."""
    return identifier.partition(":")[0]
