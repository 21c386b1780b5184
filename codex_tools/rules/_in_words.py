"""Fields that are called like a shipped relation by chance, in a knowledge base of another model.

`supports: [linux, macos]` is no argument there. Whether a field holds references, its entries tell:
most of them name a document, or are written as links or paths.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from codex_tools.base.kinds import Model
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.references import looks_like_path
from codex_tools.base.relations import SHIPPED
from codex_tools.model import Link, Syntax


def relations_in_words(base: KnowledgeBase) -> frozenset[str]:
    """Return the relations most of whose entries are words, and that nobody described as such."""
    if base.kinds.model is not Model.NONE:
        return frozenset()
    fields = base.links.fields
    named = _counted(each.link for each in (*fields.resolved, *fields.loose))
    gone = _counted(each.link for each in fields.broken if not each.candidates)
    own = base.relations.own
    return frozenset(
        name for name in gone if gone[name] > named[name] and name in SHIPPED.by_name.keys() - own
    )


def is_word(link: Link, in_words: frozenset[str]) -> bool:
    """Tell whether an entry is a word of one of the relations that hold such."""
    return link.relation in in_words and _may_be_word(link)


def _counted(links: Iterable[Link]) -> Counter[str]:
    return Counter(link.relation for link in links if _may_be_word(link))


def _may_be_word(link: Link) -> bool:
    return link.syntax is Syntax.VALUE and not link.journal and not looks_like_path(link.target)
