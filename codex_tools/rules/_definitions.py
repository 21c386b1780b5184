"""Dead references that are none: definitions that say again what a wikilink says, as Foam writes
them, and headers of tables in TOML, `[[menu.main]]`, where they are no code."""

from __future__ import annotations

from collections.abc import Mapping

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.model import BrokenLink, Span, Syntax
from codex_tools.runtime import lazy_regex

_LABEL = lazy_regex.compile(rb"[ >]*\[([^\[\]\n]+)\]:[ \t]*<?")

_HEADER = lazy_regex.compile(
    rb"(?:[ \t>]*\[{1,2}[\w.\"'-]+\]{1,2}[ \t]*\r?\n(?:[ \t>]*#[^\n]*\n)*+)++"
    rb"[ \t>]*[\w.\"'-]+[ \t]*="
)
"""Headers on lines of their own, above a key with a value."""


def repeats_wikilink(base: KnowledgeBase, broken: BrokenLink) -> bool:
    """Tell whether a dead link is the definition of a label that is a dead wikilink of its note.

    ``[tides]: tides.md`` makes ``[[tides]]`` a link for those who read no wikilinks: of the two,
    the wikilink is reported.
    """
    link = broken.link
    if link.syntax is not Syntax.DEFINITION or not isinstance(link.place, Span):
        return False
    dead = base.once("dead wikilinks", _dead_wikilinks).get(broken.source)
    if not dead:
        return False
    data, start = base.text(broken.source), link.place.start
    label = _LABEL.fullmatch(data, data.rfind(b"\n", 0, start) + 1, start)
    return label is not None and label[1].decode("utf-8", "replace") in dead


def _dead_wikilinks(base: KnowledgeBase) -> Mapping[str, set[str]]:
    """The wikilinks of each body that name nothing."""
    found: dict[str, set[str]] = {}
    for broken in base.links.bodies.broken:
        if broken.link.syntax is Syntax.WIKILINK and not broken.candidates:
            found.setdefault(broken.source, set()).add(broken.link.raw)
    return found


def is_table_header(base: KnowledgeBase, broken: BrokenLink) -> bool:
    """Tell whether a wikilink that names nothing is the header of a table in TOML."""
    place = broken.link.place
    if broken.link.syntax is not Syntax.WIKILINK or not isinstance(place, Span):
        return False
    data = base.text(broken.source)
    return _HEADER.match(data, data.rfind(b"\n", 0, place.start) + 1) is not None
