"""What readers see of a file – its title, a heading – and the references that say it too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, unquote

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import fold
from codex_tools.model import Link, Replace, Span, Syntax
from codex_tools.refactoring.canvases import Canvas, file_of
from codex_tools.runtime import lazy_regex
from codex_tools.syntax.canvas import encoded
from codex_tools.syntax.markdown.anchors import shown, slug

_BAR = lazy_regex.compile(r"(\\?\|)")
_UNFIT = lazy_regex.compile(r"[\[\]|\n<>]")
_LABEL_OF_DEFINITION = lazy_regex.compile(rb"\[([^\[\]\n]+)\]:[ \t]*\Z")


class Words(NamedTuple):
    """A title or heading of the file at ``path`` before and after."""

    path: str
    old: str
    new: str

    def fits(self) -> bool:
        """Tell whether both may stand in any link."""
        return not (_UNFIT.search(self.old) or _UNFIT.search(self.new))


def in_link(link: Link, text: str, words: Words) -> str:
    """Return ``text``, which takes the place of ``link.raw``, with other words where it has them:
    in its heading, or as the label of a wikilink."""
    if link.syntax is Syntax.VALUE:
        return text
    if link.syntax is not Syntax.WIKILINK:
        return _with_anchor(text, words)
    sides = _BAR.split(text, maxsplit=1)
    if len(sides) == 1:
        return _with_heading(text, words)
    first = _BAR.split(link.raw, maxsplit=1)[0]
    target = 0 if first.replace("\\", "").partition("#")[0].strip() == link.target else 2
    sides[target] = _with_heading(sides[target], words)
    label = sides[2 - target]
    if label.strip() == words.old and words.fits():
        sides[2 - target] = label.replace(words.old, words.new)
    return "".join(sides)


def _with_heading(address: str, words: Words) -> str:
    path, mark, heading = address.rpartition("#")
    if not mark or not _is_heading(heading.strip(), words.old) or not words.fits():
        return address
    return f"{path}#{heading.replace(heading.strip(), words.new)}"


def _is_heading(text: str, heading: str) -> bool:
    return text == heading or (bool(fold(text)) and fold(text) == fold(heading))


def _with_anchor(raw: str, words: Words) -> str:
    address, mark, anchor = raw.removesuffix(">").partition("#")
    pointed = ">" if raw.endswith(">") else ""
    given = unquote(anchor)
    if not mark:
        return raw
    if given == slug(shown(words.old)):
        new = slug(shown(words.new))
    elif _is_heading(given, words.old):
        new = words.new if pointed and words.fits() else quote(words.new)
    else:
        return raw
    return f"{address}#{new}{pointed}"


def in_canvas(base: KnowledgeBase, canvas: Canvas, words: Words) -> Iterator[Replace]:
    """Yield the changes of the headings that the cards of a canvas show."""
    for card, part in canvas.cards:
        if part is None or file_of(base, canvas.path, card.value) != words.path:
            continue
        new = _with_heading(part.value, words)
        if new != part.value:
            yield Replace(canvas.path, part.place, encoded(new))


def around(path: str, link: Link, data: bytes, words: Words) -> Iterator[Replace]:
    """Yield the changes of the text of a link beside its address, where it is the old words."""
    if not isinstance(link.place, Span) or not words.fits():
        return
    for start in _places(link.syntax, link.place, data, words.old.encode()):
        yield Replace(path, Span(start, start + len(words.old.encode())), words.new)


def _places(syntax: Syntax, place: Span, data: bytes, old: bytes) -> Iterator[int]:
    before = data[: place.start].rstrip(b" \t")
    if syntax is Syntax.MARKDOWN and before.endswith(b"[" + old + b"]("):
        yield len(before) - len(old) - 2
    elif syntax is Syntax.HTML:
        text = re.compile(rb"[^<>]*>\s*(" + re.escape(old) + rb")\s*</").match(data, place.end)
        yield from [text.start(1)] if text else ()
    elif syntax is Syntax.DEFINITION:
        label = _LABEL_OF_DEFINITION.search(before)
        if label is not None:
            use = re.compile(rb"\[" + re.escape(old) + rb"\]\[" + re.escape(label[1]) + rb"\]")
            yield from (match.start() + 1 for match in use.finditer(data))
