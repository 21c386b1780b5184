"""Headers of tables in TOML, `[[menu.main]]`, which look like wikilinks where they are no code."""

from __future__ import annotations

import re

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.model import BrokenLink, Span, Syntax
from codex_tools.runtime import lazy_regex

_HEADER = lazy_regex.compile(
    rb"[ \t>]*\[\[[\w.\"'-]+\]\][ \t]*\r?\n(?:[ \t>]*#[^\n]*\n)*+"
    rb"[ \t>]*(?:[\w.\"'-]+[ \t]*=|\[{1,2}[\w.\"'-]+\]{1,2}[ \t]*\r?$)",
    re.MULTILINE,
)
"""A header on a line of its own, above a key with a value, or above another header."""


def is_table_header(base: KnowledgeBase, broken: BrokenLink) -> bool:
    """Tell whether a wikilink that names nothing is the header of a table in TOML."""
    place = broken.link.place
    if broken.link.syntax is not Syntax.WIKILINK or not isinstance(place, Span):
        return False
    data = base.text(broken.source)
    return _HEADER.match(data, data.rfind(b"\n", 0, place.start) + 1) is not None
