"""Links to notes that nobody has written yet → how bad they are here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.links import Resolution
from codex_tools.base.resolver.uses import Where, where
from codex_tools.model import BrokenLink, Syntax
from codex_tools.survey.values import Evidence, Proposed

_SHARE = 0.1
"""The part of the wikilinks from which on links to notes that are not there are a habit."""

_LEAST = 10


def unwritten(base: KnowledgeBase, wikilinks: str, edges: str) -> Iterator[Proposed]:
    """Propose a lower severity of the rules about ``wikilinks`` and ``edges`` that name nothing,
    where many do and nothing is there that they may mean."""
    in_text = sum(1 for _ in base.links.pairs())
    yield from _lowered(base, wikilinks, _in_text(base.links.bodies), in_text)
    sources = {row.name for row in base.relations if row.provenance}
    fields = base.links.fields
    meant = [each for each in fields.broken if each.link.relation not in sources]
    yield from _lowered(base, edges, meant, len(fields.resolved))


def _in_text(bodies: Resolution) -> list[BrokenLink]:
    return [each for each in bodies.broken if where(each.link) is Where.WIKILINK]


def _lowered(
    base: KnowledgeBase, rule: str, broken: Iterable[BrokenLink], total: int
) -> Iterator[Proposed]:
    gone = [
        each.link.target
        for each in broken
        if not each.candidates and each.link.syntax is Syntax.WIKILINK
        if base.resolver.suggest(each.link, each.source, frozenset())[1] is None
    ]
    if len(gone) >= max(_LEAST, _SHARE * total):
        names = tuple(f"[[{name}]] {count}" for name, count in Counter(gone).most_common(3))
        evidence = Evidence(len(gone), len(gone) + total, "link", names)
        yield Proposed(("severity", rule), "info", evidence, "notes that are not written yet")
