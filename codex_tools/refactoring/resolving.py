"""What references name, each by the kinds of its relation."""

from __future__ import annotations

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.resolver import Found
from codex_tools.model import Link


def resolve(base: KnowledgeBase, link: Link, source: str) -> Found:
    """Return what a link of the file ``source`` names, as the knowledge base itself resolves it."""
    return read_reference(base, link, source)[1]


def read_reference(base: KnowledgeBase, link: Link, source: str) -> tuple[Link, Found]:
    """Return the same, with the reading of the link that names it: both sides of a bar may."""
    relation = base.relations.by_name.get(link.relation)
    return base.resolver.read(link, source, relation.target_kinds if relation else frozenset())
