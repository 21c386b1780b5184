"""The archived sources that a text names beyond doubt: by path, by address or by whole title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from codex_tools.base.fields import Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.names import words
from codex_tools.base.resolver.uses import EXACT
from codex_tools.base.urls import page_of
from codex_tools.model import BODY, FieldPath, Link, Note, Role

_QUOTES = frozenset("'\"\u2018\u201c")
_SHORTEST = 5
"""Words from which on a title is taken for a title wherever it stands."""


class SourceIndex:
    """The archived sources by what may name them, worked out when it is asked for."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    @cached_property
    def pages(self) -> Mapping[str, list[str]]:
        """The sources by address."""
        table: dict[str, list[str]] = defaultdict(list)
        for note in self._base.of_role(Role.SOURCE):
            url = self._base.fields.text(note, Meaning.URL)
            if page := page_of(url) if url else "":
                table[page].append(note.path)
        return table

    @cached_property
    def titles(self) -> Mapping[str, list[str]]:
        """The sources by the first three words of their titles, short titles left out."""
        table: dict[str, list[str]] = defaultdict(list)
        for note in self._base.of_role(Role.SOURCE):
            title = words(note.title)
            if len(title) >= _SHORTEST:
                table[" ".join(title[:3])].append(note.path)
        return table


def named_sources(
    base: KnowledgeBase, note: Note, text: str, known: SourceIndex
) -> Iterator[tuple[str, bool]]:
    """Yield the sources that a text names, once each, and whether that is certain."""
    found: dict[str, bool] = {}
    for token in _tokens(text):
        if "://" in token:
            pages = known.pages.get(page_of(token), [])
            found.update({page: True for page in pages if len(pages) == 1})
        else:
            link = Link(BODY, token, token, FieldPath(()))
            targets, how = base.resolver.resolve(link, note.path, base.kinds.of_role(Role.SOURCE))
            if len(targets) == 1 and targets[0] in base.notes and how in EXACT:
                found[targets[0]] = True
    for path in _titled(words(text), base, known) if not _QUOTES.isdisjoint(text) else ():
        found.setdefault(path, False)
    return ((path, sure) for path, sure in found.items() if base.notes[path].role is Role.SOURCE)


def _tokens(text: str) -> list[str]:
    """The parts of a text that may be paths or addresses."""
    if "/" not in text and ".md" not in text:
        return []
    tokens = (token.strip("[](){}<>'\",;:.") for token in text.split())
    return [token for token in tokens if "/" in token or token.endswith(".md")]


def _titled(text: list[str], base: KnowledgeBase, known: SourceIndex) -> list[str]:
    """The sources whose whole title stands in a text, where no other source has that title."""
    found = []
    for start in range(len(text) - 2):
        near = known.titles.get(" ".join(text[start : start + 3]), ())
        titles = ((words(base.notes[path].title), path) for path in near)
        full = [path for title, path in titles if text[start : start + len(title)] == title]
        found += full if len(full) == 1 else []
    return found
