"""The links of a body in little room: most are plain wikilinks that nobody looks at twice.

A plain wikilink is held as its text and its offset, any other link as the values that make it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from codex_tools.model import Link, Span, Syntax
from codex_tools.relations import BODY

Packed = tuple[str, int] | tuple[str, str, int, int, bool, str]
"""A plain wikilink: what stands in the brackets, which is its target, and the byte offset of that.
Another link: as written, target, byte offsets, whether it is of Markdown, and heading."""


def plain_wikilink(raw: str, start: int, end: int) -> Packed | None:
    """Return the short form of ``[[raw]]``, or ``None`` where it has no short form."""
    plain = "|" not in raw and "#" not in raw and raw.strip() == raw
    return (raw, start) if plain and _ends(raw, start) == end else None


def pack(link: Link) -> Packed:
    """Return the long form of a link of a body."""
    assert isinstance(link.place, Span)
    markdown = link.syntax is Syntax.MARKDOWN
    return link.raw, link.target, *link.place, markdown, link.heading


def unpack(packed: Packed) -> Link:
    """Return the link that a form is of."""
    if len(packed) == 2:
        raw, start = packed
        return Link(BODY, raw, raw, Span(start, _ends(raw, start)), Syntax.WIKILINK)
    raw, target, start, end, markdown, heading = packed
    syntax = Syntax.MARKDOWN if markdown else Syntax.WIKILINK
    return Link(BODY, raw, target, Span(start, end), syntax, heading)


def _ends(raw: str, start: int) -> int:
    return start + (len(raw) if raw.isascii() else len(raw.encode()))


class BodyLinks(Sequence[Link]):
    """A sequence of links, made when they are asked for. ``packed`` is what is kept of them."""

    __slots__ = ("packed",)

    def __init__(self, packed: Sequence[Packed] = ()) -> None:
        self.packed = tuple(packed)

    def __len__(self) -> int:
        return len(self.packed)

    @overload
    def __getitem__(self, index: int) -> Link: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Link]: ...
    def __getitem__(self, index: int | slice) -> Link | Sequence[Link]:
        if isinstance(index, slice):
            return BodyLinks(self.packed[index])
        return unpack(self.packed[index])

    def __iter__(self) -> Iterator[Link]:
        return map(unpack, self.packed)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, BodyLinks) and self.packed == other.packed

    def __hash__(self) -> int:
        return hash(self.packed)

    def __repr__(self) -> str:
        return f"BodyLinks({list(self)!r})"


NO_LINKS = BodyLinks()
