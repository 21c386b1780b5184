"""A dead link that means a page on the web → its address there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codex_tools.base.fields import Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.model import Applicability, BrokenLink, Fix, Replace, Span, Syntax
from codex_tools.runtime import lazy_regex

_FORMS = (Syntax.MARKDOWN, Syntax.DEFINITION)
_WEB = ("https://", "http://")


_TOP_LEVEL = "app|at|au|be|br|ca|ch|cn|com|de|dev|edu|es|eu|fr|gov|info|io|it|jp|net|nl|org|ru|uk"
_UNFINISHED = (
    (lazy_regex.compile(r"(https?)(?::/?|//?)(?=[\w-]+\.)(.+)", re.I), r"\1://\2"),
    (lazy_regex.compile(r"www\.[\w-]+(?:\.[\w-]+)+(?:[/?#].*)?", re.I), r"https://\g<0>"),
    (lazy_regex.compile(rf"(?:[\w-]+\.)+(?:{_TOP_LEVEL})/(?!.*\.md\Z).*", re.I), r"https://\g<0>"),
    (lazy_regex.compile(r"10\.\d{4,9}/\S+"), r"https://doi.org/\g<0>"),
    (lazy_regex.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), r"mailto:\g<0>"),
)
"""Addresses that lack their beginning, and the whole of them."""


def on_the_web(base: KnowledgeBase, broken: BrokenLink) -> tuple[str, Fix | None]:
    """Return what a link means that leads out of the base, and the guess that writes this: an
    address that lacks its beginning, or one on the page that the note was taken from."""
    link = broken.link
    if link.syntax not in _FORMS or not isinstance(link.place, Span):
        return "", None
    raw = link.raw.strip("<>")
    if whole := _whole(raw):
        return f"a page on the web is {whole}", _written(broken, link.place, whole)
    if page := next(_pages(base, broken.source), ""):
        from urllib.parse import urljoin

        address = urljoin(page, raw)
        words = f"on the page that this note was taken from, it is {address}"
        return words, _written(broken, link.place, address)
    return "", None


def _whole(raw: str) -> str:
    """The address that one without its beginning is short for; empty for all else."""
    found = ((pattern.fullmatch(raw), whole) for pattern, whole in _UNFINISHED)
    return next((match.expand(whole) for match, whole in found if match), "")


def _written(broken: BrokenLink, place: Span, address: str) -> Fix:
    change = Replace(broken.source, place, address)
    return Fix(f"write `{address}`", (change,), Applicability.UNSAFE)


def _pages(base: KnowledgeBase, path: str) -> Iterator[str]:
    note = base.notes.get(path)
    for meaning in (Meaning.URL, Meaning.SOURCE_TEXT):
        found = base.fields.find(note.fields, meaning) if note else None
        if found and isinstance(found.value, str) and found.value.startswith(_WEB):
            yield found.value
