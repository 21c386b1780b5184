"""A knowledge base whose links give titles without saying that they do → one finding."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.links import Resolution
from codex_tools.base.resolver.uses import EXACT
from codex_tools.base.scope import Scope
from codex_tools.model import BODY, Finding, ResolvedBy, ResolvedLink, Syntax

_SAMPLE = 200
"""Notes that tell for all: the first ones that have links."""

_FEWEST = 5

HINT = 'if they are meant to, set `link-style = "title"`; else write the names of the files'


def first_by_title(base: KnowledgeBase) -> ResolvedLink | None:
    """Return the first link by title where most wikilinks give titles; ``None`` anywhere else."""
    return base.once("first link by title", _first)


def _first(base: KnowledgeBase) -> ResolvedLink | None:
    if base.resolver.layout.by_title:
        return None
    linking = (path for path, note in base.notes.items() if note.document.links)
    sample = base.links.in_bodies(islice(linking, _SAMPLE))
    titles = _titles(sample)
    names = sum(map(len, sample.mentions.values()))
    names += sum(each.how in EXACT for each in sample.resolved if _is_wikilink(each))
    return titles[0] if len(titles) >= max(_FEWEST, names) else None


def _titles(links: Resolution) -> list[ResolvedLink]:
    return [each for each in links.resolved if each.how is ResolvedBy.TITLE and _is_wikilink(each)]


def _is_wikilink(found: ResolvedLink) -> bool:
    return found.link.relation == BODY and found.link.syntax is Syntax.WIKILINK


def links_by_title(scope: Scope) -> Iterator[Finding]:
    """Yield the one finding of a base, at its first link by title."""
    first = first_by_title(scope.base)
    if first is not None and scope.examines(first.source):
        count = len(_titles(scope.base.links.bodies))
        message = f"{count:,} wikilinks give the titles of notes, not the names of their files"
        yield Finding(first.source, first.link.place, message, HINT)
