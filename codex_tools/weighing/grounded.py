"""A knowledge base → the claims that have evidence for sure, without its whole argument."""

from __future__ import annotations

from collections import Counter, defaultdict

from codex_tools.argument.edges import Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.provenance import file_sources
from codex_tools.model import Role
from codex_tools.weighing.edges import stated_edges
from codex_tools.weighing.status import is_retired


def surely_grounded(base: KnowledgeBase) -> set[str]:
    """Return sources, files that claims come from, and claims that one of them backs at whatever
    distance and that lean on nothing else than such. There may be more: of others only the
    argument can tell.

    Linear in the edges, see :func:`codex_tools.argument.derivation.derive`.
    """
    backs, leaners = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for start, end, meaning in {each.edge for each in stated_edges(base.edges, base.relations)}:
        if meaning is Meaning.BACKS:
            backs[start].append(end)
        elif meaning is Meaning.LEANS_ON:
            leaners[end].append(start)
    missing = Counter(claim for row in leaners.values() for claim in row)
    ready = [note.path for note in base.of_role(Role.SOURCE) if not is_retired(base, note)]
    ready += dict.fromkeys(edge.source for edge in file_sources(base))
    backed = set(ready)
    for node in ready:  # which grows
        missing.subtract(leaners[node])
        new = dict.fromkeys(claim for claim in backs[node] if claim not in backed)
        backed.update(new)
        new |= dict.fromkeys(claim for claim in leaners[node] if claim in backed)
        ready += [claim for claim in new if not missing[claim] and _may_be(base, claim)]
    return set(ready)


def _may_be(base: KnowledgeBase, path: str) -> bool:
    note = base.notes.get(path)
    return note is not None and note.role is Role.CLAIM and not is_retired(base, note)
