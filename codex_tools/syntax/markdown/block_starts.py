"""How the blocks begin and end in which no text is read: code, HTML, comments, formulas."""

import re
from functools import cache
from typing import NamedTuple

from codex_tools.runtime import lazy_regex
from codex_tools.syntax.markdown.blocks import BlockKind

RAW_TAGS = rb"pre|script|style|textarea"
ATTRIBUTES = (
    rb"(?:\s++[A-Za-z_:@][\w.:@-]*+"
    rb"(?:\s*+=\s*+(?:[^\s\"'=<>`]++|'[^']*+'|\"[^\"]*+\"))?+)*+"
)
_BLOCK_TAGS = (
    rb"address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|"
    rb"dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|"
    rb"header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|"
    rb"param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
"""Those of kind 6 of the HTML blocks of CommonMark 0.31."""

_BEGIN = lazy_regex.compile(
    rb" {0,3}(?=[`~<{%$#*_-])(?:(?P<fence>`{3,}(?=[^`]*$)|~{3,})"
    rb"|(?P<raw><(?:" + RAW_TAGS + rb")(?=[\s>]|$))"
    rb"|(?P<comment><!--)"
    rb"|(?P<template><%)"
    rb"|(?P<script>\{/\*)"
    rb"|(?P<instruction><\?)"
    rb"|(?P<declaration><![A-Z])"
    rb"|(?P<cdata><!\[CDATA\[)"
    rb"|(?P<tag></?(?:" + _BLOCK_TAGS + rb")(?=[\s/>]|$))"
    rb"|(?P<percent>%%(?!.*%%))"
    rb"|(?P<dollar>\$\$(?!.*\$\$))"
    rb"|(?P<heading>\#{1,6}(?= |$))"
    rb"|(?P<rule>(?:\* *){3,}$|(?:- *){3,}$|(?:_ *){3,}$)"
    rb"|(?P<inline_tag><(?:[A-Z][A-Z0-9-]*+"
    + ATTRIBUTES
    + rb"\s*+/?|/[A-Z][A-Z0-9-]*+\s*+)>\s*$))",
    re.IGNORECASE,
)
_UNDERLINE = lazy_regex.compile(rb" {0,3}(?:=+|-+) *$")
_EMPTY = lazy_regex.compile(rb"\n[ \t]*\r*(?=\n|\Z)")


class BlockForm(NamedTuple):
    """How a block is read that began with ``mark``; ``end`` ends it, if it stands in a line, with
    the line break before it.

    ``from_mark`` looks for the end in the first line too, so far behind its mark. A block of
    ``exact`` form ends with its end, not with the line, and is none without one.
    """

    name: str
    mark: bytes
    kind: BlockKind
    end: re.Pattern[bytes]
    exact: bool = False
    from_mark: int | None = None


_ENDS: dict[str, tuple[BlockKind, bytes, bool, int | None]] = {
    "raw": (BlockKind.HTML, rb"(?i:</(?:" + RAW_TAGS + rb")>)", False, 1),
    "instruction": (BlockKind.HTML, rb"\?>", False, 2),
    "declaration": (BlockKind.HTML, rb">", False, 2),
    "cdata": (BlockKind.HTML, rb"\]\]>", False, 2),
    "comment": (BlockKind.COMMENT, rb"-->", True, 2),
    "percent": (BlockKind.COMMENT, rb"%%", True, None),
    "template": (BlockKind.HIDDEN, rb"%>", True, 2),
    "script": (BlockKind.HIDDEN, rb"\*/\}", True, 2),
    "dollar": (BlockKind.HIDDEN, rb"\$\$", True, None),
}


def begins_other_block(
    rest: bytes, in_paragraph: bool, may_underline: bool
) -> re.Match[bytes] | None:
    """Return what begins at a line, behind the marks of its containers, that is no paragraph.

    ``in_paragraph`` tells whether it follows upon one, which few tags interrupt; ``may_underline``
    whether it may make a heading of it.
    """
    found = _BEGIN.match(rest)
    if found and found["inline_tag"] and in_paragraph:
        return None
    if may_underline and (found is None or found["rule"]):
        return _UNDERLINE.match(rest) or found
    return found


def form_of(begin: re.Match[bytes]) -> BlockForm | None:
    """Return how the block is read that begins so; ``None`` for a heading or a rule."""
    name = begin.lastgroup
    if name is None or name in ("heading", "rule"):
        return None
    mark = begin[name]
    if name == "fence":
        return BlockForm(name, mark, BlockKind.CODE, _fence_end(mark[:1], len(mark)))
    if name in ("tag", "inline_tag"):
        return BlockForm(name, mark, BlockKind.HTML, _EMPTY)
    kind, end, exact, from_mark = _ENDS[name]
    return BlockForm(name, mark, kind, _compiled(end), exact, from_mark)


@cache
def _compiled(end: bytes) -> re.Pattern[bytes]:
    return re.compile(end)


@cache
def _fence_end(mark: bytes, count: int) -> re.Pattern[bytes]:
    return re.compile(rb"\n {0,3}%b{%d,}[ \t]*\r*(?=\n|\Z)" % (mark, count))
