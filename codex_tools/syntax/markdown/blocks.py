"""The blocks of a body in which no text is read: code, HTML, comments, formulas and templates.

Follows the block structure of CommonMark 0.31, with Obsidian's ``%%`` and ``$$``. Most bodies have
no line that could begin such a block; of the others, the parts around these lines are read.
"""

from enum import IntEnum
from typing import NamedTuple

from codex_tools.runtime import lazy_regex

_OPENING = rb"(?:```|~~~|\$\$|%%|<[A-Za-z/!?%]|\{/\*)"
_INDENTED = rb"[ >]*?(?: {4}|\t)"
_ITEM = rb"(?:[-*+]|\d{1,9}[.)])(?=\s)"
_IS_FAR = rb"(?:(?<=    )|(?<=\t))"
_IS_NEAR = rb"(?<!    )(?<!\t)"
_MARKED = (
    rb"[ \t]*+(>(?:[ \t]|%(near)b>)*+)?+"
    rb"((?(1)%(near)b)%(item)b(?:[ \t]|%(near)b(?:>|%(item)b))*+)?+(?:%(opening)b"
    rb"|(?:\#[^\n]*+|[-=*_][-=*_ \t]*+)?+\r?\n%(indented)b"
    rb"|(?(1)%(far)b|(?(2)%(far)b|(?!))))"
) % {
    b"opening": _OPENING,
    b"indented": _INDENTED,
    b"item": _ITEM,
    b"far": _IS_FAR,
    b"near": _IS_NEAR,
}
"""How a line begins that may begin a block, or that stands above indented code."""

_INDENTED_LINE = lazy_regex.compile(_INDENTED)
_LINE = lazy_regex.compile(rb"\n(?!\n[^ \t>]|(?:[-*+] )?[^ \t>\-+*0-9`~$%%<{#=_\r\n])%b" % _MARKED)
"""Most lines begin with none of the signs that may mark one, and are passed over at a look."""

_MAY_BEGIN = lazy_regex.compile(
    rb"\n(?![A-Za-z#\n\[|]) {0,3}+(?:[ \t>`~$%<{]"
    rb"|[-+*0-9][0-9]*[.)]?(?: [-+*0-9][0-9]*[.)]?)*(?:\t| [ \t>`~$%<{]))"
)
"""The same, more than there are: it is found faster, and most bodies do not even have one."""


class BlockKind(IntEnum):
    """What stands in a block instead of text."""

    CODE = 0
    HTML = 1
    """Raw HTML, of which only the attributes are looked at."""

    COMMENT = 2
    HIDDEN = 3
    """A formula, what a template engine is to fill in, or a comment of MDX."""


class OpaqueBlock(NamedTuple):
    """A block in which no text is read; byte offsets, end exclusive."""

    start: int
    end: int
    kind: BlockKind


def opaque_blocks(data: bytes, start: int) -> list[OpaqueBlock]:
    """Return the blocks of ``data`` from ``start`` in which no text is read, in their order."""
    mark = next_mark(data, start)
    if mark < 0:
        return []
    from codex_tools.syntax.markdown.block_reader import read_blocks

    return read_blocks(data, start, mark)


def next_mark(data: bytes, position: int) -> int:
    """Return the start of the next line that may begin a block, or -1.

    ``position`` is the start of a line.
    """
    if _INDENTED_LINE.match(data, position) or (not position and _LINE.match(b"\n" + data)):
        return position
    begin = max(position - 1, 0)
    near = _MAY_BEGIN.search(data, begin)
    if near is None:
        return -1
    above = max(data.rfind(b"\n", begin, near.start()), begin)
    later = _LINE.search(data, above)
    return later.start() + 1 if later else -1
