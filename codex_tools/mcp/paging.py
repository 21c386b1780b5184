"""Long answers → the part that fits a limit and a budget of characters, and where to go on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

from codex_tools.errors import SettingsError
from codex_tools.runtime.printable import json_text

LIMIT, MAX_CHARS = 20, 20_000

PAGING: Mapping[str, Any] = {
    "limit": {
        "description": "How many items are wanted at most.",
        "type": "integer",
        "minimum": 1,
        "maximum": 200,
        "default": LIMIT,
    },
    "cursor": {
        "description": "`next_cursor` of the answer before, for the rest of it.",
        "type": "string",
        "maxLength": 40,
    },
    "max_chars": {
        "description": "How many characters the items may have together.",
        "type": "integer",
        "minimum": 500,
        "maximum": 200_000,
        "default": MAX_CHARS,
    },
}
"""The arguments of every tool with a list for an answer."""


def paged(
    given: Mapping[str, Any], mark: int, items: Sequence[dict[str, Any]], **beside: Any
) -> dict[str, Any]:
    """Return the part of ``items`` that is wanted, where the rest begins, and how many there are.

    At least one item is given. Raises SettingsError for a cursor of another call, or of a knowledge
    base that changed since, as ``mark`` tells.
    """
    key = _key(given, mark)
    start = _offset(given.get("cursor", ""), key)
    end, left = start, given.get("max_chars", MAX_CHARS)
    for item in items[start : start + given.get("limit", LIMIT)]:
        left -= len(json_text(item))
        if left < 0 and end > start:
            break
        end += 1
    cursor = f"{end}.{key:08x}" if end < len(items) else None
    return {
        **beside,
        "total": len(items),
        "items": list(items[start:end]),
        "next_cursor": cursor,
    }


def _key(given: Mapping[str, Any], mark: int) -> int:
    asked = {name: value for name, value in sorted(given.items()) if name != "cursor"}
    return crc32(json_text([asked, mark]).encode())


def _offset(cursor: str, key: int) -> int:
    number, _, told = cursor.partition(".")
    if not cursor:
        return 0
    if told != f"{key:08x}" or not number.isdecimal():
        raise SettingsError("the cursor is of another call, or the knowledge base changed since")
    return int(number)


def cut(text: str, start: int, most: int) -> tuple[str, int | None]:
    """Return a part of a text, and where the rest begins; ``None`` where there is none."""
    end = start + most
    return text[start:end], end if end < len(text) else None
