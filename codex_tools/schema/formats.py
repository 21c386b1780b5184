"""The formats of JSON Schema that are checked, for both libraries by the same few lines.

What the standard leaves open is allowed; the formats that are not here are annotations.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache

from codex_tools.runtime import lazy_regex

ANNOTATIONS = (
    *("duration", "idn-email", "hostname", "idn-hostname", "uri-reference", "iri"),
    *("iri-reference", "uri-template", "json-pointer", "relative-json-pointer", "regex"),
)
"""The formats of the standard that are only noted: the libraries do not agree on them."""

_FULL_DATE = lazy_regex.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@lru_cache(maxsize=1_000)
def is_date(text: str) -> bool:
    """Tell whether a text is a full date of RFC 3339, which has a year 0 (a leap year) too."""
    match = _FULL_DATE.fullmatch(text)
    if match is None:
        return False
    year, month, day = map(int, match.groups())
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1] + (is_leap and month == 2)


def _is_date_time(text: str) -> bool:
    return is_date(text[:10]) and text[10:11] in ("T", "t", " ") and _is_time(text[11:])


def _is_address(text: str) -> bool:
    from ipaddress import ip_address

    try:
        ip_address(text)
    except ValueError:
        return False
    return True


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text)


def _like(pattern: str) -> Callable[[str], bool]:
    return lambda text: _pattern(pattern).fullmatch(text) is not None


_is_time = _like(r"([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[-+]([01]\d|2[0-3]):[0-5]\d)")

CHECKS: Mapping[str, Callable[[str], bool]] = {
    "date": is_date,
    "date-time": _is_date_time,
    "time": _is_time,
    "email": _like(r"[^\s@]+@[^\s@]+|\"[^\"]+\"@[^\s@]+"),
    "ipv4": lambda text: ":" not in text and _is_address(text),
    "ipv6": lambda text: ":" in text and _is_address(text),
    "uri": _like(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]+"),
    "uuid": _like(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
}
"""Whether a text has a format (RFC 3339, 3986, 4122, 5321, as far as they leave no doubt)."""
