"""Whether the links of a knowledge base give titles though its settings do not say so."""

from __future__ import annotations

from itertools import islice

from codex_tools.base.knowledge_base import KnowledgeBase

_SAMPLE = 200
"""Notes that tell for all: the first ones that have links."""

_FEWEST = 5

ONCE = "{count:,} wikilinks give the titles of notes, not the names of their files"
HINT = 'if they are meant to, set `link-style = "title"`; else write the names of the files'


def titles_prevail(base: KnowledgeBase) -> bool:
    """Tell whether most wikilinks give titles, and no setting says that they do."""
    return not base.resolver.layout.by_title and base.once("titles prevail in links", _prevail)


def _prevail(base: KnowledgeBase) -> bool:
    linking = (path for path, note in base.notes.items() if note.document.links)
    titles, names = base.links.in_bodies(islice(linking, _SAMPLE)).titles_and_names
    return titles >= max(_FEWEST, names)
