"""The links of a body in little room: most are plain wikilinks that nobody looks at twice.

A plain wikilink is held as its text and its offset, any other link as the values that make it. The
texts of a body stand in one tuple, and the offsets in one string of bytes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from codex_tools.model import BODY, Link, Span, Syntax

Plain = tuple[str, int]
"""A plain wikilink: its target, which is all between the brackets, and the byte offset of that."""

Other = tuple[str, str, int, int, int, str, str]
"""Another link: as written, target, byte offsets, number of its syntax, heading, second reading."""

Typed = tuple[str, str, int, int, int, str, str, str, str]
"""A value of a field: the same, the relation that the field holds, and the name of the field."""

Packed = Plain | Other | Typed

Flat = tuple[tuple[str | Packed, ...], bytes]
"""All links of a body: the texts of plain wikilinks and the long forms of others, in order, and the
offsets of the plain ones as an array of whole numbers."""

OFFSETS = "I"
"""The type of an offset, as :mod:`array` names it."""

_SYNTAXES = tuple(Syntax)
_NUMBERS = {syntax: number for number, syntax in enumerate(_SYNTAXES)}


def is_plain(raw: str, size: int) -> bool:
    """Tell whether ``[[raw]]``, of so many bytes between the brackets, has the short form."""
    is_bare = "|" not in raw and "#" not in raw and raw.strip() == raw
    return is_bare and _ends(raw, 0) == size


def pack(link: Link) -> Packed:
    """Return the long form of a link of a body."""
    assert isinstance(link.place, Span)
    number = _NUMBERS[link.syntax]
    plain = link.raw, link.target, *link.place, number, link.heading, link.also
    return plain if link.relation == BODY else (*plain, link.relation, link.field)


def unpack(packed: Packed) -> Link:
    """Return the link that a form is of."""
    if len(packed) == 2:
        raw, start = packed
        return Link(BODY, raw, raw, Span(start, _ends(raw, start)), Syntax.WIKILINK)
    raw, target, start, end, number, heading, also, *field = packed
    relation, name = field or (BODY, "")
    place, syntax = Span(start, end), _SYNTAXES[number]
    return Link(relation, raw, target, place, syntax, heading, also=also, field=name)


def begin_of(packed: Packed) -> int:
    """Return the byte offset at which a link begins."""
    return packed[1] if len(packed) == 2 else packed[2]


def typed(packed: Packed, relation: str, field: str) -> Packed:
    """Return the form of the same link as a value of a field that holds a relation."""
    return pack(unpack(packed)._replace(relation=relation, field=field))


def _ends(raw: str, start: int) -> int:
    return start + (len(raw) if raw.isascii() else len(raw.encode()))


class BodyLinks(Sequence[Link]):
    """A sequence of links, made when they are asked for.

    ``flat`` is what is kept of them, ``texts`` the part of it that says what they name.
    """

    __slots__ = ("_offsets", "texts")

    def __init__(self, flat: Flat = ((), b"")) -> None:
        self.texts, self._offsets = flat

    @property
    def flat(self) -> Flat:
        """The links as plain values."""
        return self.texts, self._offsets

    @classmethod
    def of(cls, forms: Iterable[Packed]) -> BodyLinks:
        """Return the links that have these forms."""
        texts: list[str | Packed] = []
        offsets = array(OFFSETS)
        for form in forms:
            if len(form) == 2:
                texts.append(form[0])
                offsets.append(form[1])
            else:
                texts.append(form)
        return cls((tuple(texts), offsets.tobytes()))

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, index: int) -> Link: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Link]: ...
    def __getitem__(self, index: int | slice) -> Link | Sequence[Link]:
        return list(self)[index]

    def __iter__(self) -> Iterator[Link]:
        return self.at(range(len(self.texts)))

    def forms(self) -> Iterator[Packed]:
        """Yield the forms of the links, from which :meth:`of` makes the same sequence."""
        offsets = iter(array(OFFSETS, self._offsets))
        for text in self.texts:
            yield (text, next(offsets)) if isinstance(text, str) else text

    def at(self, numbers: Iterable[int]) -> Iterator[Link]:
        """Yield the links at these places, which grow."""
        texts, offsets = self.texts, array(OFFSETS, self._offsets)
        begin = plain = 0
        for number in numbers:
            text = texts[number]
            if isinstance(text, str):
                plain += sum([isinstance(each, str) for each in texts[begin:number]])
                begin = number
                yield unpack((text, offsets[plain]))
            else:
                yield unpack(text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, BodyLinks) and self.flat == other.flat

    def __hash__(self) -> int:
        return hash(self.flat)

    def __repr__(self) -> str:
        return f"BodyLinks({list(self)!r})"


def compact(links: Sequence[Link]) -> BodyLinks:
    """Return links of a body in little room."""
    return links if isinstance(links, BodyLinks) else BodyLinks.of(map(pack, links))
