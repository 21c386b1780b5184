"""Which claims come from which sources, and in which fields a knowledge base says so."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from codex_tools.base.kinds import Model
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.relations import Provenance, RelationType
from codex_tools.model import ResolvedLink


class ProvenanceFields(NamedTuple):
    """The relations in which a claim names its source, and a source its claims.

    ``backward`` is ``None`` where provenance stands at the claim alone, ``forward`` where it stands
    at the source alone.
    """

    forward: RelationType | None
    backward: RelationType | None


class ProvenanceEdge(NamedTuple):
    """A claim, a source that it was taken from, and the link that says so."""

    claim: str
    source: str
    link: ResolvedLink

    @property
    def is_at_claim(self) -> bool:
        """Whether the claim says so, and not the source."""
        return self.link.source == self.claim


def provenance_fields(base: KnowledgeBase) -> ProvenanceFields:
    """Return the fields in which the knowledge base says where claims come from.

    They are its own, where it describes any, else those of the model that it uses, else those that
    most notes have.
    """
    return base.once("provenance fields", _fields)


def _fields(base: KnowledgeBase) -> ProvenanceFields:
    relations = base.relations
    forward = _most_used(base, relations.with_provenance(Provenance.FROM))
    if forward is None:
        return ProvenanceFields(None, _most_used(base, relations.with_provenance(Provenance.GIVES)))
    return ProvenanceFields(forward, relations.by_name.get(forward.inverse))


def _most_used(base: KnowledgeBase, rows: list[RelationType]) -> RelationType | None:
    own = [row for row in rows if row.name in base.relations.own]
    if not own and base.kinds.model is Model.TELEO:
        return rows[0] if rows else None

    def uses(row: RelationType) -> int:
        back = base.edges.of(row.inverse) if row.inverse else {}
        return sum(map(len, base.edges.of(row.name).values())) + sum(map(len, back.values()))

    return max(own or rows, key=uses, default=None)


def provenance_edges(
    base: KnowledgeBase,
    among: Callable[[Iterable[RelationType]], Iterable[ResolvedLink]] | None = None,
) -> Iterator[ProvenanceEdge]:
    """Yield the links between claims and sources, those of both ends where it stands at both.

    ``among`` yields the edges of some relations that are wanted; all are without.
    """
    among = among or base.edges.all_among
    for link in among(base.relations.with_provenance(Provenance.FROM)):
        yield ProvenanceEdge(link.source, link.target, link)
    for link in among(base.relations.with_provenance(Provenance.GIVES)):
        yield ProvenanceEdge(link.target, link.source, link)


def file_sources(base: KnowledgeBase) -> Iterator[ProvenanceEdge]:
    """Yield the links of claims whose source is a file that is no note: a PDF, a recording."""
    return (each for each in provenance_edges(base) if each.source in base.others)


def names_source(base: KnowledgeBase, claim: str, source: str) -> bool:
    """Tell whether the claim names the source in a field of provenance."""
    rows = base.relations.with_provenance(Provenance.FROM)
    return any(source in base.edges.targets(claim, row.name) for row in rows)


def names_claim(base: KnowledgeBase, source: str, claim: str) -> bool:
    """Tell whether the source names the claim in a field of provenance."""
    rows = base.relations.with_provenance(Provenance.GIVES)
    return any(claim in base.edges.targets(source, row.name) for row in rows)
