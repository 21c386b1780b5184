"""Wikilinks: ``[[target#heading|alias]]``."""

from __future__ import annotations

from codex_tools.model import BODY, Link, Span, Syntax
from codex_tools.runtime import lazy_regex
from codex_tools.syntax.markdown.address import PLACEHOLDER

WIKILINK_FORM = r"\[\[([^\[\]\n]+)(?<!\\)\]\]"
"""``[[…]]``, with what stands between the brackets as the only group."""

WIKILINK = lazy_regex.compile(WIKILINK_FORM)
BARE_WIKILINK = rb"([^\[\]\\|#:{<\s](?:[^\[\]\\\n|#:{<]*[^\[\]\\|#:{<\s])?)\]\](?!\()"
"""The end of a wikilink, from its second bracket on, that has nothing but a name in it."""

ANY_WIKILINK = rb"([^\[\]\n]++)(?<!\\)\]\]"
"""The end of any wikilink."""

_ON_THE_WEB = lazy_regex.compile(
    r"(?:^|\|)\s*(?!dendron:)(?:[A-Za-z][A-Za-z0-9+.-]*://"
    r"|(?:mailto|tel|sms|doi|urn|data|news|geo|obsidian):(?!\s))"
)
"""Addresses that lead out of any base; those of Dendron lead to another vault of the same one."""


def parse_wikilink(raw: str, place: Span) -> Link:
    """Take the text between ``[[`` and ``]]`` apart into target, heading and alias."""
    if "|" not in raw and "#" not in raw:
        return Link(BODY, raw, raw.strip(), place, Syntax.WIKILINK)
    address = raw.partition("|")[0].replace("\\", "")
    target, _, heading = address.partition("#")
    return Link(BODY, raw, target.strip(), place, Syntax.WIKILINK, heading.strip())


def names_nothing_here(raw: str) -> bool:
    """Tell whether a wikilink leads out of the base, or is for a template engine to fill in."""
    if ":" in raw and _ON_THE_WEB.search(raw):
        return True
    return ("{" in raw or "<" in raw) and PLACEHOLDER.search(raw) is not None
