"""Texts → instants that can be compared: ISO 8601, a day alone, or nothing of the kind."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import NamedTuple

_DAY = len("2026-01-02")


class Instant(NamedTuple):
    """A moment, in UTC where no offset is given; a day alone begins at midnight."""

    moment: datetime
    is_day: bool = False
    has_offset: bool = True


def parse_instant(text: str) -> Instant | None:
    """Return the instant that a text says; ``None`` for one that says none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if text[4:5] != "-":
        return None
    is_day, has_offset = len(text) == _DAY, moment.tzinfo is not None
    try:
        moment = moment.astimezone(UTC) if has_offset else moment.replace(tzinfo=UTC)
    except OverflowError:
        return None
    return Instant(moment, is_day, has_offset)


def is_before(one: str, other: str) -> bool:
    """Tell whether one instant is surely before another; of a day alone the time is not known."""
    first, second = parse_instant(one), parse_instant(other)
    if first is None or second is None:
        return False
    if first.is_day or second.is_day:
        return first.moment.date() < second.moment.date()
    return first.moment < second.moment


def now() -> datetime:
    """Return the present, which ``SOURCE_DATE_EPOCH`` can set (https://reproducible-builds.org)."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(given), UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.now(UTC)


def has_come(text: str) -> bool:
    """Tell whether an instant is now or was before."""
    found = parse_instant(text)
    return found is not None and found.moment <= now()
