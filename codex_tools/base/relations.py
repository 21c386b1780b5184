"""The relation types: one row each; everything that is said of a relation is said here."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

CLAIM_LIKE = frozenset({"claim", "conviction", "belief", "position", "divergence", "challenge"})
SOURCE = frozenset({"source"})
EVIDENCE = CLAIM_LIKE | SOURCE
THINGS = EVIDENCE | {"entity", "sector", "map", "musing"}

JOURNAL_FIELD = "reweave_edges"
"""The field that dates edges added later, as ``target|relation|YYYY-MM-DD``."""


class RelationType(NamedTuple):
    """What a front matter field of references means.

    ``target_kinds`` empty means any document. ``prose`` says that a text which names nothing may
    stand there. ``acyclic`` relations must not lead in a circle. ``provenance`` relations connect
    claims with sources and must stand at both ends.
    """

    name: str
    target_kinds: frozenset[str] = frozenset()
    inverse: str = ""
    aliases: tuple[str, ...] = ()
    prose: bool = False
    acyclic: bool = False
    provenance: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """The front matter keys that hold this relation, the canonical one first."""
        return (self.name, *self.aliases)


RELATIONS: tuple[RelationType, ...] = (
    RelationType("sourced_from", SOURCE, inverse="claims_extracted", provenance=True),
    RelationType("claims_extracted", CLAIM_LIKE, inverse="sourced_from", provenance=True),
    RelationType("supports", CLAIM_LIKE, acyclic=True),
    RelationType("challenges", CLAIM_LIKE, inverse="challenged_by"),
    RelationType("challenged_by", CLAIM_LIKE, inverse="challenges", prose=True),
    RelationType("depends_on", EVIDENCE, prose=True, acyclic=True),
    RelationType("related", THINGS, aliases=("related_claims",)),
    RelationType("cross_references"),
    RelationType("claims", CLAIM_LIKE),
    RelationType("sources", SOURCE, prose=True),
    RelationType(
        "enriches", CLAIM_LIKE, aliases=("enrichments_applied", "enrichments"), prose=True
    ),
)


class RelationTable:
    """The relations of a knowledge base, in order, with the lookups by name and by field."""

    def __init__(self, rows: Iterable[RelationType]) -> None:
        self.rows = tuple(rows)
        self.by_name = {relation.name: relation for relation in self.rows}
        self.by_field = {name: relation for relation in self.rows for name in relation.fields}

    def __iter__(self) -> Iterator[RelationType]:
        return iter(self.rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RelationTable) and self.rows == other.rows

    def __hash__(self) -> int:
        return hash(self.rows)

    def kinds(self, name: str) -> frozenset[str]:
        """Return the kinds that a relation leads to; none, which means any, for an unknown one."""
        relation = self.by_name.get(name)
        return relation.target_kinds if relation else frozenset()


SHIPPED = RelationTable(RELATIONS)


def build_relations(own: Mapping[str, Mapping[str, Any]]) -> RelationTable:
    """Merge the relations that a configuration describes into the shipped ones.

    ``own`` maps the name of a relation, which is that of its field, to the parts of
    :class:`RelationType` that differ, under their names with dashes. An inverse that has no row of
    its own gets one.
    """
    rows = dict(SHIPPED.by_name)
    for name, table in own.items():
        given = {key.replace("-", "_"): value for key, value in table.items()}
        if "target_kinds" in given:
            given["target_kinds"] = frozenset(given["target_kinds"])
        if "aliases" in given:
            given["aliases"] = tuple(given["aliases"])
        rows[name] = rows.get(name, RelationType(name))._replace(**given)
    named = [relation.inverse for relation in rows.values()]
    for relation in tuple(rows.values()):
        if inverse := relation.inverse:
            back = rows.get(inverse, RelationType(inverse))
            only = relation.name if named.count(inverse) == 1 else ""
            rows[inverse] = back._replace(inverse=back.inverse or only)
    return RelationTable(rows.values())
