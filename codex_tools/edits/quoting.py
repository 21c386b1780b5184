"""A text → how it is written as an entry of a YAML list, so that everybody reads it back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import yaml

from codex_tools.errors import EditRefusedError
from codex_tools.runtime import lazy_regex
from codex_tools.syntax.frontmatter import yaml_nodes

_SURELY_TEXT = lazy_regex.compile(
    r"([A-Za-z][\w-]*(?:/[\w.-]*\w)+|[A-Za-z]\w*(?:[ -]\w+)+)|'([ -&(-\[\]-~]+)'"
    r"|\"([ !#-\[\]-~]+)\"",
    re.ASCII,
)
"""Paths, several words, and what stands in quotes without any in it: all YAML reads them as they
are written."""

_NEEDS_QUOTES = lazy_regex.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def quoted(item: str, style: str | None = None, flow: bool = False) -> str:
    """Return ``item`` as an entry, in the quotes of ``style`` if it can be, else in others.

    ``flow`` is for lists in brackets. Raises EditRefusedError for a text that no entry can be.
    """
    for form in (_FORMS.get(style, _plain), _single, _double):
        written = form(item)
        if _reads_as(written, item, flow):
            return written
    raise EditRefusedError("the entry cannot be written in YAML")


def all_quoted(items: Iterable[str], style: str | None = None, flow: bool = False) -> Iterator[str]:
    """Yield entries one after another, each in the style of the one before, as :func:`quoted`."""
    for item in items:
        written = quoted(item, style, flow)
        style = written[:1] if written[:1] in _FORMS else None
        yield written


def _plain(item: str) -> str:
    return item


def _single(item: str) -> str:
    return "'" + item.replace("'", "''") + "'"


def _double(item: str) -> str:
    text = item.replace("\\", "\\\\").replace('"', '\\"')
    text = text.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    return '"' + _NEEDS_QUOTES.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + '"'


class _Yaml11(yaml.SafeLoader):
    """What other programs read: YAML 1.1, where `yes` is true; dates stay text all the same."""

    yaml_implicit_resolvers = {
        first: [pair for pair in pairs if not pair[0].endswith(":timestamp")]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _reads_as(written: str, item: str, flow: bool) -> bool:
    """Tell whether a list with ``written`` as its entry is read as ``[item]``, by YAML 1.1 too."""
    if sure := _SURELY_TEXT.fullmatch(written):
        return item in sure.groups()
    return _is_parsed_as(written, item, flow)


def _is_parsed_as(written: str, item: str, flow: bool) -> bool:
    if "\n" in written or "\r" in written:
        return False
    text = f"[{written}, x]" if flow else f"- {written}\n- x\n"
    try:
        readings = (yaml_nodes.read_slowly(text).value, yaml.load(text, _Yaml11))
    except (yaml.YAMLError, ValueError):
        return False
    return all(reading == [item, "x"] for reading in readings)


_FORMS: dict[Any, Callable[[str], str]] = {"'": _single, '"': _double}
