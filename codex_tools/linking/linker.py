"""The matcher on one knowledge base: its records and links, its history, what people rejected."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.provenance import ProvenanceFields, provenance_fields
from codex_tools.base.relations import RelationType
from codex_tools.linking.index.document_index import DocumentIndex
from codex_tools.linking.matching.matcher import match_in
from codex_tools.linking.matching.matches import ClaimMatches
from codex_tools.linking.matching.settings import LinkSettings
from codex_tools.linking.model.weights import Weights
from codex_tools.linking.reading.documents import duplicates
from codex_tools.linking.reading.records import (
    ClaimRecord,
    SourceRecord,
    claim_record,
    source_record,
)
from codex_tools.linking.stored.git_history import sources_in_commits
from codex_tools.linking.stored.rejections import LinkPair, read_rejected
from codex_tools.linking.stored.weights import weights_from
from codex_tools.model import Note, Role
from codex_tools.settings import Settings

if TYPE_CHECKING:
    from codex_tools.runtime.parallel.cluster import Cluster


class Linker:
    """A knowledge base ready for linking; everything is worked out when it is first asked for.

    ``read`` gives the bytes of a path; ``progress`` is told the share of the claims matched so far;
    a ``cluster`` matches in the place of this machine.
    """

    def __init__(
        self,
        base: KnowledgeBase,
        settings: Settings,
        read: Callable[[str], bytes],
        progress: Callable[[float], None] | None = None,
        cluster: Cluster | None = None,
    ) -> None:
        self.base = base
        self.settings = settings
        self.read = read
        self.progress = progress
        self.cluster = cluster

    @property
    def fields(self) -> ProvenanceFields:
        """The relations in which links stand here, at the claim and at the source."""
        return provenance_fields(self.base)

    @cached_property
    def claim_kinds(self) -> frozenset[str]:
        """The kinds of notes that may name sources."""
        return self._kinds(self.fields.forward, Role.CLAIM)

    @cached_property
    def source_kinds(self) -> frozenset[str]:
        """The kinds of notes that claims may be taken from."""
        return self._kinds(self.fields.backward, Role.SOURCE)

    @cached_property
    def claims(self) -> list[ClaimRecord]:
        """The records of all notes that may name sources."""
        return [
            claim_record(note.path, _said(note), partial(self._body, note))
            for note in self._holders(self.claim_kinds)
        ]

    @cached_property
    def sources(self) -> list[SourceRecord]:
        """The records of all notes that claims may be taken from."""
        return [
            source_record(note.path, _said(note), partial(self._body, note))
            for note in self._holders(self.source_kinds)
        ]

    @cached_property
    def forward(self) -> set[LinkPair]:
        """The pairs that the claim names, or the source where claims name none."""
        forward, backward = self.fields
        return self._links(forward, self.claim_kinds) if forward else self._turned(backward)

    @cached_property
    def backward(self) -> set[LinkPair]:
        """The pairs that the source names, or the claim where sources name none."""
        forward, backward = self.fields
        return self._turned(backward) if backward else self._links(forward, self.claim_kinds)

    @cached_property
    def known(self) -> Mapping[str, set[str]]:
        """For each claim that has links its sources."""
        table: dict[str, set[str]] = {}
        for claim, source in sorted(self.forward | self.backward):
            table.setdefault(claim, set()).add(source)
        return table

    @cached_property
    def expected(self) -> Mapping[str, tuple[list[str], list[str]]]:
        """For each claim that has links the sources to predict, and those that count neither way.

        Copies of one document are one: the copies of a known source count neither way, and a known
        draft stands for its archived copy, which is linked in its place.
        """
        linked = {
            record.id: document.linked()
            for document in self.index.documents
            for record in document.records
        }
        return {claim: _expected(sorted(sources), linked) for claim, sources in self.known.items()}

    @cached_property
    def rejected(self) -> frozenset[LinkPair]:
        """The pairs that a person said no to."""
        return read_rejected(self.settings.root)

    @cached_property
    def weights(self) -> Weights:
        """The weights of the configuration, else those that come with the package."""
        return weights_from(self.settings.link.get("weights", {}))

    @property
    def write(self) -> float:
        """The probability from which a link is written."""
        given = self.settings.min_score
        return self.weights.write if given is None else given

    @cached_property
    def commits(self) -> Mapping[str, Collection[str]]:
        """For claims the one source that was touched by the commit which added them."""
        if not self.settings.link.get("git", True):
            return {}
        names = self.source_kinds
        by_path = self.base.kinds.by_path
        return sources_in_commits(
            self.settings.root,
            {one.id for one in self.claims},
            {one.id for one in self.sources},
            lambda path: (kind := by_path(path)) is not None and kind.name in names,
            self.settings.cache,
        )

    @cached_property
    def index(self) -> DocumentIndex:
        """The documents behind the sources, ready for matching."""
        return DocumentIndex(self.claims, self.sources, self.commits, processes=None)

    @property
    def duplicates(self) -> list[tuple[str, ...]]:
        """The archived copies of each document that has several."""
        return duplicates(self.index.documents)

    def match(
        self, only: Collection[str] | None = None, runners_up: int = 0
    ) -> Mapping[str, ClaimMatches]:
        """Return the possible links of all claims, or of ``only`` some, by claim."""
        settings = LinkSettings(
            weights=self.weights,
            write=self.settings.min_score,
            runners_up=runners_up,
            only=only,
            processes=None,
            progress=self.progress,
            cluster=self.cluster,
        )
        return {each.claim: each for each in match_in(self.index, self.claims, settings)}

    def _holders(self, kinds: frozenset[str]) -> Iterator[Note]:
        return (note for note in self.base.notes.values() if note.kind in kinds)

    def _kinds(self, relation: RelationType | None, role: Role) -> frozenset[str]:
        kinds = self.base.kinds
        if relation is None:
            return kinds.of_role(role)
        fields = relation.fields
        return frozenset(name for name in kinds.by_name if kinds.may_have(name, fields, role))

    def _turned(self, backward: RelationType | None) -> set[LinkPair]:
        return {(claim, source) for source, claim in self._links(backward, self.source_kinds)}

    def _links(self, relation: RelationType | None, holders: frozenset[str]) -> set[LinkPair]:
        """Return the resolved links of a relation from notes of some kinds to the others."""
        if relation is None:
            return set()
        answerers = self.source_kinds if holders is self.claim_kinds else self.claim_kinds
        notes, edges, name = self.base.notes, self.base.edges, relation.name
        return {
            (path, target)
            for path, note in notes.items()
            if note.kind in holders
            for target in (*edges.targets(path, name), *edges.meant(path, name))
            if target in notes and notes[target].kind in answerers
        }

    def _body(self, note: Note) -> str:
        return self.read(note.path)[note.document.body_start :].decode("utf-8", "replace")


def _said(note: Note) -> Mapping[str, object]:
    """Return the fields of a note under the names on file and under their canonical names."""
    fields = note.document.fields
    return {**note.fields, **fields} if note.renamed else fields


def _expected(
    sources: Sequence[str], linked: Mapping[str, tuple[str, ...]]
) -> tuple[list[str], list[str]]:
    required: dict[str, None] = {}
    for source in sources:
        copies = linked.get(source, (source,))
        if source in copies:
            required[source] = None
        elif not set(copies) & {*sources, *required}:
            required[copies[0]] = None
    others = {copy for source in sources for copy in linked.get(source, ())} - required.keys()
    return list(required), sorted(others)
