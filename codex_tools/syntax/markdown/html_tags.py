"""The tags of HTML in a text: where they end, and which addresses their attributes hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codex_tools.model import Span
from codex_tools.runtime import lazy_regex
from codex_tools.syntax.markdown.block_starts import ATTRIBUTES

TAG = lazy_regex.compile(rb"<([A-Za-z][A-Za-z0-9-]*+)" + ATTRIBUTES + rb"\s*+/?>")
"""An opening tag, with its name as the only group."""

AUTOLINK = lazy_regex.compile(rb"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+|[^\s<>@]++@[^\s<>]++)>")
_ATTRIBUTE = lazy_regex.compile(
    rb"\s([A-Za-z_:@][\w.:@-]*+)(?:\s*+=\s*+(?:\"\s*+([^\"]*?)\s*+\"|'\s*+([^']*?)\s*+'|([^\s\"'=<>`]++)))?+"
)
_ADDRESSES = (b"href", b"src")


def address_places(tag: re.Match[bytes]) -> Iterator[Span]:
    """Yield where the addresses stand in the attributes of a tag."""
    for attribute in _ATTRIBUTE.finditer(tag.string, tag.end(1), tag.end()):
        value = attribute.lastindex or 1
        if value > 1 and attribute[1].lower() in _ADDRESSES and attribute[value]:
            yield Span(*attribute.span(value))
