"""A heading under a new name, which links must be able to write and to tell from the others."""

from __future__ import annotations

from collections.abc import Iterable

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.errors import EditRefusedError
from codex_tools.model import Heading, Note
from codex_tools.refactoring.comparison import Pair
from codex_tools.refactoring.move import Move
from codex_tools.refactoring.resolving import resolve
from codex_tools.runtime import lazy_regex
from codex_tools.syntax.markdown.anchors import (
    Anchors,
    fold_heading,
    numbered_slugs,
    shown,
    slug,
)

_UNWRITABLE = lazy_regex.compile(r"\||\]\]|\^|(?:^|\s)#")


def check_writable(new: str) -> None:
    """Raise EditRefusedError for a heading that no wikilink can name."""
    found = _UNWRITABLE.search(new)
    if found is not None:
        raise EditRefusedError(f"a wikilink cannot name a heading with `{found[0].strip()}` in it")
    if not slug(shown(new)):
        raise EditRefusedError("a link cannot name a heading without letters and digits")


def check_distinct(base: KnowledgeBase, note: Note, heading: Heading, new: str) -> None:
    """Raise EditRefusedError where links could not tell ``heading``, called ``new``, from another
    one, or where another one would get another anchor."""
    headings = list(base.headings(note))
    texts = [new if each.start == heading.start else each.text for each in headings]
    before, after = numbered_slugs(each.text for each in headings), numbered_slugs(texts)
    for each, was, now in zip(headings, before, after, strict=True):
        if each.start == heading.start:
            distinct = was == slug(shown(heading.text)) and now == slug(shown(new))
        else:
            distinct = was == now and not (_same(each.text, new) or _same(each.text, heading.text))
        if not distinct:
            raise EditRefusedError(
                f"nothing is renamed: {note.path} has another heading that links could not tell"
                f" from `{heading.text}` or `{new}`"
            )


def _same(text: str, other: str) -> bool:
    return fold_heading(shown(text)) == fold_heading(shown(other))


def keep_anchors(
    before: KnowledgeBase, after: KnowledgeBase, move: Move, data: bytes, pairs: Iterable[Pair]
) -> None:
    """Raise EditRefusedError where a link named a heading or block of the moved note and does not
    afterwards, when its text is ``data``."""
    note = after.notes[move.new].document
    was = Anchors(before.text(move.old), before.notes[move.old].document.body_start)
    now = Anchors(data, note.body_start)
    for path, links, links_now in pairs:
        for link, new in zip(links, links_now, strict=True):
            if not link.heading or resolve(before, link, path)[0] != (move.old,):
                continue
            if was.answer(link) and not now.answer(new):
                raise EditRefusedError(
                    f"nothing is renamed: `{link.raw}` in {path} would lead to no heading"
                )
