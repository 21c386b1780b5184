"""Links to notes that nobody has written yet → how bad they are here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.resolver.uses import Where, where
from codex_tools.survey.values import Evidence, Proposed

_SHARE = 0.1
"""The part of the wikilinks from which on links to notes that are not there are a habit."""

_LEAST = 10


def unwritten(base: KnowledgeBase, rule: str) -> Iterator[Proposed]:
    """Propose a lower severity of ``rule`` where many wikilinks name notes that are not there, and
    nothing is there that they may mean."""
    wikilinks = sum(1 for _ in base.links.pairs())
    gone = [
        each.link.target
        for each in base.links.bodies.broken
        if not each.candidates and where(each.link) is Where.WIKILINK
        if base.resolver.suggest(each.link, each.source, frozenset())[1] is None
    ]
    if len(gone) >= max(_LEAST, _SHARE * wikilinks):
        names = tuple(f"[[{name}]] {count}" for name, count in Counter(gone).most_common(3))
        evidence = Evidence(len(gone), len(gone) + wikilinks, "link", names)
        yield Proposed(("severity", rule), "info", evidence, "notes that are not written yet")
