"""Known links with some of their sources deleted: what a matcher has to leave unlinked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple
from zlib import crc32

from codex_tools.linking.evaluation.cross_validation import label_claims
from codex_tools.linking.index.document_index import DocumentIndex
from codex_tools.linking.model.labelled import LabelledClaim
from codex_tools.linking.reading.records import ClaimRecord, SourceRecord

Links = Mapping[str, Collection[str]]


class KnownLinks(NamedTuple):
    """The claims and sources of a base, for each known claim its sources and those that count
    neither way, and the sources that commits touched."""

    claims: Sequence[ClaimRecord]
    sources: Sequence[SourceRecord]
    known: Links
    spared: Links
    commits: Links


def with_half_deleted(links: KnownLinks, salt: str = "") -> list[LabelledClaim]:
    """Return each claim twice: with one half of the sources deleted, and with the other half.

    Both together count as much as the claims do once. Another ``salt`` deals otherwise.
    """
    halves = [_without(links, half, salt) for half in (0, 1)]
    return [replace(one, weight=one.weight / 2) for half in halves for one in half]


def _without(links: KnownLinks, half: int, salt: str) -> list[LabelledClaim]:
    kept = [one for one in links.sources if crc32((salt + one.id).encode()) % 2 == half]
    there = {one.id for one in kept}
    known = {claim: [one for one in some if one in there] for claim, some in links.known.items()}
    index = DocumentIndex(links.claims, kept, links.commits)
    return label_claims(links.claims, index, known, links.spared)
