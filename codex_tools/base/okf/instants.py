"""Texts → instants that can be compared: ISO 8601, a day alone, or nothing of the kind."""

from __future__ import annotations

import os
import time
from typing import NamedTuple

_DAY = len("2026-01-02")


class Instant(NamedTuple):
    """A moment in seconds, as UTC where no offset is given, and the number of its day there.

    A day alone begins at midnight.
    """

    seconds: float
    day: int
    is_day: bool = False
    has_offset: bool = True


def parse_instant(text: str) -> Instant | None:
    """Return the instant that a text says; ``None`` for one that says none."""
    if text[4:5] != "-":
        return None
    from datetime import UTC, datetime

    try:
        moment = datetime.fromisoformat(text)
        has_offset = moment.tzinfo is not None
        moment = moment.astimezone(UTC) if has_offset else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return Instant(moment.timestamp(), moment.toordinal(), len(text) == _DAY, has_offset)


def is_before(one: str, other: str) -> bool:
    """Tell whether one instant is surely before another; of a day alone the time is not known."""
    first, second = parse_instant(one), parse_instant(other)
    if first is None or second is None:
        return False
    if first.is_day or second.is_day:
        return first.day < second.day
    return first.seconds < second.seconds


def now() -> float:
    """Return the present, which ``SOURCE_DATE_EPOCH`` can set (https://reproducible-builds.org)."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    return float(given) if given.isascii() and given.isdigit() else time.time()


def today() -> str:
    """Return the present day in UTC, as ``YYYY-MM-DD``."""
    return time.strftime("%Y-%m-%d", time.gmtime(now()))


def has_come(text: str) -> bool:
    """Tell whether an instant is now or was before."""
    found = parse_instant(text)
    return found is not None and found.seconds <= now()
