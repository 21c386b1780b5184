"""TOML → values with their lines, and values → TOML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from codex_tools.runtime import lazy_regex
from codex_tools.runtime.printable import json_text

MAX_DEPTH = 20
"""How deep tables and lists may be nested, which is far more than any setting needs."""

_DEEP_KEY = lazy_regex.compile(
    rf"""(?:(?:(?<![\w-])[\w-]++|"[^"\n]*"|'[^'\n]*')[ \t]*+\.[ \t]*+){{{MAX_DEPTH + 1}}}"""
)


def parse_toml(text: str) -> dict[str, Any]:
    """Parse TOML into the values that JSON knows: dates, and numbers that are none, become texts.

    Raises ValueError for what is no TOML, or nested too deeply.
    """
    import tomllib

    has_many = any(line.count(".") > MAX_DEPTH for line in text.split("\n"))
    if has_many and _DEEP_KEY.search(text):  # for which tomllib takes the square of its depth
        raise ValueError("it is nested too deeply")
    try:
        table: dict[str, Any] = _plain(tomllib.loads(text))
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    return table


def _plain(value: Any, depth: int = 0) -> Any:
    if depth > MAX_DEPTH:
        raise ValueError("it is nested too deeply")
    if isinstance(value, dict):
        return {key: _plain(each, depth + 1) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each, depth + 1) for each in value]
    odd = isinstance(value, float) and not abs(value) < float("inf")
    return value if isinstance(value, str | bool | int | float) and not odd else str(value)


def line_of(text: str, keys: Sequence[str | int]) -> int:
    """Return the line of a TOML text on which the value at ``keys``, or what holds it, is set.

    0 when it is not found. For messages only.
    """
    known = _first_lines(text)
    above = (tuple(keys[:length]) for length in range(len(keys), 0, -1))
    return next((known[path] for path in above if path in known), 0)


@lru_cache(maxsize=4)
def _first_lines(text: str) -> Mapping[tuple[str | int, ...], int]:
    """Return for each key, with the path from the top, the first line that opens or sets it."""
    known: dict[tuple[str | int, ...], int] = {}
    for number, path in _lines(text):
        known.setdefault(path, number)
    return known


def _lines(text: str) -> Iterator[tuple[int, tuple[str | int, ...]]]:
    """Yield the lines that open a table or set a key, with the path from the top.

    That of a table in a list, ``[[policy]]``, ends with its number.
    """
    table: tuple[str | int, ...] = ()
    counts: Counter[tuple[str, ...]] = Counter()
    for number, line in enumerate(text.split("\n"), 1):
        head = line.strip()
        path: tuple[str | int, ...]
        if head.startswith("["):
            path = names = _path(f"{head.lstrip('[').partition(']')[0]} = 0")
            if head.startswith("[[") and names:
                path = (*names, counts[names])
                counts[names] += 1
            table = path or table
        else:
            names = _path(f"{head.partition('=')[0]} = 0")
            path = (*table, *names) if names else ()
        if path:
            yield number, path


def _path(text: str) -> tuple[str, ...]:
    """The keys of a dotted key; none when it is not one."""
    try:
        value: Any = parse_toml(text)
    except ValueError:
        return ()
    path = []
    while isinstance(value, dict) and len(value) == 1:
        [(key, value)] = value.items()
        path.append(key)
    return tuple(path)


def toml_value(value: object) -> str:
    """Write a text, number, truth value, list or table as a value of TOML on one line."""
    if isinstance(value, Mapping):
        pairs = (f"{toml_key(str(key))} = {toml_value(each)}" for key, each in value.items())
        return f"{{ {', '.join(pairs)} }}" if value else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml_value, value))}]"
    return json_text(value)


def toml_key(*names: str) -> str:
    """Write names as a dotted key, in quotes where they need them."""
    bare = re.compile(r"[A-Za-z0-9_-]+")
    return ".".join(name if bare.fullmatch(name) else toml_value(name) for name in names)
