"""A text with no marks but brackets, as most are → its links, read in one go."""

from __future__ import annotations

from codex_tools.model import Span, Syntax
from codex_tools.runtime import lazy_regex
from codex_tools.syntax.markdown.link_list import LinkList
from codex_tools.syntax.markdown.wikilinks import ANY_WIKILINK, BARE_WIKILINK

_PLAIN = lazy_regex.compile(
    rb"\[(?:\[(?:%b|%b)|(?!\^)[^\[\]\n]*+\](?:\(([^()<>\[\]&\s\x00-\x1f]++)\)|(?![(:])))"
    % (BARE_WIKILINK, ANY_WIKILINK)
)
"""A wikilink, the address of a simple inline link, or brackets that mean nothing."""

_ADDRESS = 3
"""The group of an address; those before it are of what stands in two brackets."""


_MATH_MARK = lazy_regex.compile(rb"\$(?:\$|(?<!\s\$)(?!\d))")
"""What may end a formula, as the signs before sums of money do not."""


def read_plain(data: bytes, start: int, end: int, links: LinkList) -> bool:
    """Read a text that has no marks but those of wikilinks, as most have; ``False`` where it may
    have others. It is read in the same way by :class:`InlineReader`, but faster."""
    text = data[start:end]
    if b"\\" in text or b"`" in text or b"<" in text or b"{" in text:
        return False
    if b"$" in text and _MATH_MARK.search(text):
        return False
    if b"%" in text and b"%%" in text:
        return False
    brackets = text.count(b"[")
    if brackets and brackets != _read_brackets(data, start, end, links):
        links.cut()
        return False
    return True


def _read_brackets(data: bytes, start: int, end: int, links: LinkList) -> int:
    """Read the brackets of a plain text; returns how many of its opening ones were understood."""
    links.mark()
    count = 0
    for found in _PLAIN.finditer(data, start, end):
        group = found.lastindex
        count += 1
        if group == _ADDRESS:
            links.add_address(Span(*found.span(group)), Syntax.MARKDOWN)
        elif group:
            count += 1
            links.add_wikilink(found)
    return count
