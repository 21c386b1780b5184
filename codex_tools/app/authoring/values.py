"""Values of fields → the bytes of a front matter that has them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from codex_tools.edits.entries import append_entries, assign_value
from codex_tools.errors import EditRefusedError
from codex_tools.runtime import lazy_regex
from codex_tools.syntax.frontmatter import yaml_nodes

EMPTY = b"---\n---\n"
_NAME = lazy_regex.compile(r"[^\W\d][\w-]*(?: [\w-]+)*")


def read_value(text: str) -> Any:
    """Return what a text says as YAML, as a front matter reads it; the text where it is none, is a
    wikilink, or would be a mapping."""
    if text.startswith("[["):
        return text
    try:
        found = yaml_nodes.read_slowly(text).value
    except (yaml.YAMLError, ValueError, RecursionError):
        return text
    return text if isinstance(found, Mapping) or found is None else found


def front_matter(fields: Mapping[str, Any]) -> bytes:
    """Return a front matter with these fields, in their order, and nothing below it.

    ``None`` is a field without a value, which is written to be filled. Raises EditRefusedError for
    values that are no texts, numbers, truth values or lists of them.
    """
    data = EMPTY
    for name, value in fields.items():
        if not _NAME.fullmatch(name):
            raise EditRefusedError(
                f"`{name}` is no name of a field: letters, digits, -, _ and blanks between words"
            )
        if isinstance(value, list) and value:
            data = append_entries(data, name, [_text(name, each) for each in value])
        elif value is None or not isinstance(value, str):
            data = _with_line(data, f"{name}:{'' if value is None else f' {_plain(name, value)}'}")
        else:
            data = assign_value(data, name, value)
    return data


def _with_line(data: bytes, line: str) -> bytes:
    head = data[: -len(b"---\n")]
    return b"".join((head, line.encode(), b"\n---\n"))


def _text(name: str, value: object) -> str:
    if isinstance(value, str):
        return value
    raise EditRefusedError(f"`{name}` takes texts in its list, not {value!r}")


def _plain(name: str, value: object) -> str:
    """An empty list, a number or a truth value, as it is written without quotes."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float | date) or value == []:
        return str(value)
    raise EditRefusedError(f"`{name}` takes a text, a number, a truth value or a list of texts")
