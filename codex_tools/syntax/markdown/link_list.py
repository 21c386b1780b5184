"""The links of a body, gathered in little room while it is read."""

from __future__ import annotations

import re
from array import array
from sys import intern

from codex_tools.model import BODY, Link, Span, Syntax
from codex_tools.runtime import lazy_regex
from codex_tools.syntax.markdown.address import parse_address
from codex_tools.syntax.markdown.body_links import OFFSETS, BodyLinks, Packed, is_plain, pack
from codex_tools.syntax.markdown.wikilinks import names_nothing_here, parse_wikilink

_ADDRESS_BEHIND = lazy_regex.compile(rb"\((<[^<>\n]+>|[^()<>\s]+)\)")


class LinkList:
    """Takes in what is a link by its form, and keeps what may lead to a file of the base."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._texts: list[str | Packed] = []
        self._offsets = array(OFFSETS)
        self._kept = (0, 0)

    def done(self) -> BodyLinks:
        """Return the links."""
        return BodyLinks((tuple(self._texts), self._offsets.tobytes()))

    def mark(self) -> None:
        """Remember what is there."""
        self._kept = len(self._texts), len(self._offsets)

    def cut(self) -> None:
        """Forget what came since it was last marked."""
        texts, offsets = self._kept
        del self._texts[texts:], self._offsets[offsets:]

    def add_wikilink(self, mark: re.Match[bytes]) -> None:
        """Take in a match of ``BARE_WIKILINK``, which is the first group, or of ``ANY_WIKILINK``,
        which is the second."""
        bare: bytes | None = mark[1]
        if bare is not None and bare.isascii():
            self._texts.append(intern(bare.decode()))
            self._offsets.append(mark.start(1))
            return
        place = Span(*mark.span(mark.lastindex or 0))
        raw = intern(self._data[place.start : place.end].decode("utf-8", "replace"))
        if self._data.startswith(b"(", place.end + 2):
            self._add_with_address(raw, place)
        elif is_plain(raw, place.end - place.start) and not names_nothing_here(raw):
            self._texts.append(raw)
            self._offsets.append(place.start)
        elif not names_nothing_here(raw):
            self._texts.append(pack(parse_wikilink(raw, place)))

    def _add_with_address(self, raw: str, place: Span) -> None:
        """Take in ``[[…]](address)``, which leads nowhere here where its address leads out."""
        behind = _ADDRESS_BEHIND.match(self._data, place.end + 2)
        also = behind[1].decode("utf-8", "replace") if behind else ""
        leads_out = bool(also) and parse_address(also) is None
        if not leads_out and not names_nothing_here(raw):
            self._texts.append(pack(parse_wikilink(raw, place)._replace(also=also)))

    def add_address(self, place: Span, syntax: Syntax) -> None:
        """Take in the address at ``place``; ``[label]([[page]])`` is a wikilink, as in Logseq."""
        raw = self._data[place.start : place.end].decode("utf-8", "replace")
        if raw.startswith("[[") and raw.endswith("]]") and not names_nothing_here(raw[2:-2]):
            inside = Span(place.start + 2, place.end - 2)
            self._texts.append(pack(parse_wikilink(raw[2:-2], inside)))
            return
        address = parse_address(raw, syntax is Syntax.HTML)
        if address is not None and raw not in ("", "<>"):
            self._texts.append(pack(Link(BODY, raw, address.path, place, syntax, address.anchor)))
