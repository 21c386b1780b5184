"""The relation types: one row each; everything that is said of a relation is said here."""

from __future__ import annotations

from typing import NamedTuple

CLAIM_LIKE = frozenset({"claim", "conviction", "belief", "position", "divergence", "challenge"})
SOURCE = frozenset({"source"})
EVIDENCE = CLAIM_LIKE | SOURCE
THINGS = EVIDENCE | {"entity", "sector", "map", "musing"}

BODY = "links_to"
"""The relation of a link in running text, which has no type of its own."""

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

BY_NAME = {relation.name: relation for relation in RELATIONS}
BY_FIELD = {name: relation for relation in RELATIONS for name in relation.fields}
