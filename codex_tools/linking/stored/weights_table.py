"""Weights → the table `[link.weights]` of a configuration, and nothing else in it."""

import tomllib
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from codex_tools.errors import CodexError, SettingsError
from codex_tools.linking.model.weights import Weights
from codex_tools.settings.config_files import config_file
from codex_tools.storage.guarded import MAX_CONFIGURATION, read_record

_TABLE = ("link", "weights")


def store_weights(root: Path, weights: Weights, comment: str) -> Path:
    """Put weights into the configuration of ``root`` and return its path.

    Only the table `[link.weights]` is appended or replaced. Raises SettingsError where that would
    change anything else, because the file writes the table in another way.
    """
    from codex_tools.storage.writing.together import write_together

    path = config_file(root) or root / "codex.toml"
    table = ("tool", "codex", *_TABLE) if path.name == "pyproject.toml" else _TABLE
    try:
        before = read_record(path, MAX_CONFIGURATION, root)
        after = with_table((before or b"").decode("utf-8"), table, _lines(weights, comment))
    except (ValueError, CodexError) as error:
        raise SettingsError(f"{path} cannot be edited: {error}") from error
    if after.encode() != before:
        write_together(root, {path.name: (before, after.encode())})
    return path


def _lines(weights: Weights, comment: str) -> list[str]:
    values = {"write": weights.write, "review": weights.review, "bias": weights.bias}
    values |= weights.weights
    return [f"# {comment}", *(f"{name} = {round(value, 3)}" for name, value in values.items())]


def with_table(text: str, table: Sequence[str], lines: Sequence[str]) -> str:
    """Return a TOML text in which ``table`` has these lines and nothing else has changed.

    Raises CodexError where the outcome does not say what it should.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    block = newline.join([f"[{'.'.join(table)}]", *lines]) + newline
    start, end = _span(text, table)
    if start == end:
        block = _gap(text, newline) + block
    after = text[:start] + block + text[end:]
    if _parsed(after) != _expected(_parsed(text), table, _parsed(newline.join(lines))):
        name = ".".join(table)
        raise CodexError(f"write its settings of `{name}` as a table of their own, [{name}]")
    return after


def _gap(text: str, newline: str) -> str:
    """Return what stands between a text and a table at its end: one blank line."""
    if not text.strip("\ufeff"):
        return ""
    return newline if text.endswith("\n") else 2 * newline


def _span(text: str, table: Sequence[str]) -> tuple[int, int]:
    """Return the span of a table, from its head to the next one; the end if it is not there."""
    rows = [f"{row}\n" for row in text.split("\n")]
    offsets = [0, *accumulate(map(len, rows))]
    heads = [number for number, row in enumerate(rows) if row.lstrip().startswith("[")]
    heads = [number for number in heads if _is_toml(text[: offsets[number]])]
    for head, following in pairwise([*heads, len(rows)]):
        if _is_head(rows[head], table):
            while following > head + 1 and _is_apart(rows[following - 1]):
                following -= 1
            return offsets[head], min(len(text), offsets[following])
    return len(text), len(text)


def _is_apart(row: str) -> bool:
    """Tell whether a row is blank or a comment, which before a head belongs to what follows."""
    return not row.strip() or row.lstrip().startswith("#")


def _is_head(row: str, table: Sequence[str]) -> bool:
    if row.lstrip().startswith("[[") or not _is_toml(row):
        return False
    value: Any = _parsed(row)
    for name in table:
        if not isinstance(value, dict) or list(value) != [name]:
            return False
        value = value[name]
    return bool(value == {})


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text.lstrip("\ufeff"))
    except ValueError:
        return False
    return True


def _parsed(text: str) -> dict[str, Any]:
    return tomllib.loads(text.lstrip("\ufeff"))


def _expected(
    before: Mapping[str, Any], table: Sequence[str], wanted: Mapping[str, Any]
) -> dict[str, Any]:
    first, *rest = table
    inner = before.get(first, {})
    if not rest or not isinstance(inner, dict):
        return {**before, first: dict(wanted)}
    return {**before, first: _expected(inner, rest, wanted)}
