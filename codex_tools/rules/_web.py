"""A dead link of a page that was taken from the web → its address there."""

from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.fields import Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.model import Applicability, BrokenLink, Fix, Replace, Span, Syntax

_FORMS = (Syntax.MARKDOWN, Syntax.DEFINITION)
_WEB = ("https://", "http://")


def on_the_web(base: KnowledgeBase, broken: BrokenLink) -> tuple[str, Fix | None]:
    """Return what a relative link means on the page that its note was taken from, and the guess
    that writes this; nothing where the note names no page."""
    link, page = broken.link, next(_pages(base, broken.source), "")
    if not page or link.syntax not in _FORMS or not isinstance(link.place, Span):
        return "", None
    from urllib.parse import urljoin

    address = urljoin(page, link.raw.strip("<>"))
    change = Replace(broken.source, link.place, address)
    fix = Fix(f"write `{address}`", (change,), Applicability.UNSAFE)
    return f"on the page that this note was taken from, it is {address}", fix


def _pages(base: KnowledgeBase, path: str) -> Iterator[str]:
    note = base.notes.get(path)
    for meaning in (Meaning.URL, Meaning.SOURCE_TEXT):
        found = base.fields.find(note.fields, meaning) if note else None
        if found and isinstance(found.value, str) and found.value.startswith(_WEB):
            yield found.value
