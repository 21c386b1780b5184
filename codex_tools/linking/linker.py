"""The matcher on one knowledge base: its records and links, its history, what people rejected."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.linking.index.document_index import DocumentIndex
from codex_tools.linking.index.features import FeatureStore
from codex_tools.linking.linked_base import LinkedBase
from codex_tools.linking.matching.matcher import FoundRows, find_rows
from codex_tools.linking.matching.matches import ClaimMatches, matches_of
from codex_tools.linking.matching.settings import LinkSettings
from codex_tools.linking.model.weights import Weights
from codex_tools.linking.reading.documents import Copies, copies_of
from codex_tools.linking.reading.note_authors import find_note_authors
from codex_tools.linking.reading.records import ClaimRecord
from codex_tools.linking.stored.answers import StoredAnswers, about_answers
from codex_tools.linking.stored.descriptions import keep_descriptions, load_descriptions
from codex_tools.linking.stored.features import keep_features, load_features
from codex_tools.linking.stored.git_history import kept_sources_in_commits
from codex_tools.linking.stored.rejections import LinkPair, read_rejected
from codex_tools.linking.stored.weights import weights_from
from codex_tools.settings import Settings
from codex_tools.storage.cache.location import ADDITIONS, DESCRIPTIONS, MATCHES

if TYPE_CHECKING:
    from codex_tools.runtime.parallel.cluster import Cluster


class Linker(LinkedBase):
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
        super().__init__(base, read)
        self.settings = settings
        self.progress = progress
        self.cluster = cluster

    @cached_property
    def expected(self) -> Mapping[str, tuple[list[str], list[str]]]:
        """For each claim that has links the sources to predict, and those that count neither way.

        Copies of one document are one: the copies of a known source count neither way, and a known
        draft stands for its archived copy, which is linked in its place.
        """
        copies = self.copies
        return {claim: _expected(sorted(sources), copies) for claim, sources in self.known.items()}

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

    @property
    def has_history(self) -> bool:
        """Whether the history in git counts as evidence."""
        return bool(self.settings.link.get("git", True))

    @cached_property
    def commits(self) -> Mapping[str, Collection[str]]:
        """For claims the one source that was touched by the commit which added them."""
        if not self.has_history:
            return {}
        names = self.source_kinds
        by_path = self.base.kinds.by_path
        return kept_sources_in_commits(
            self.settings.root,
            {one.id for one in self.claims},
            {one.id for one in self.sources},
            lambda path: (kind := by_path(path)) is not None and kind.name in names,
            partial(self.table, ADDITIONS),
        )

    @cached_property
    def index(self) -> DocumentIndex:
        """The documents behind the sources, ready for matching."""
        table, root = self.table(DESCRIPTIONS), str(self.settings.root)
        known, store = load_descriptions(table), load_features(root) if table else FeatureStore()
        index = DocumentIndex((), self.sources, self.commits, None, store, known)
        index.note_authors = self.note_authors
        if table:
            keep_features(root, store)
            keep_descriptions(table, known)
        return index

    @cached_property
    def note_authors(self) -> frozenset[str]:
        """Who wrote the notes here."""
        return find_note_authors(self.claims, self.sources)

    @cached_property
    def copies(self) -> Copies:
        """The archived copies of documents that have several."""
        known = self._answers.copies if self._answers else None
        return copies_of(self.index.documents) if known is None else Copies(known)

    @cached_property
    def _answers(self) -> StoredAnswers | None:
        least = min(self.write, self.weights.review)
        about = about_answers(self.sources, self.weights, least, self.note_authors)
        table = self.table(MATCHES, about)
        return StoredAnswers(table, self.commits) if table else None

    def match(
        self,
        only: Collection[str] | None = None,
        runners_up: int = 0,
        explained: Collection[str] | None = None,
    ) -> Mapping[str, ClaimMatches]:
        """Return the possible links of all claims, or of ``only`` some, by claim.

        They have their evidence, or only those of the claims that are to be ``explained`` have it.
        """
        settings = LinkSettings(
            weights=self.weights,
            write=self.settings.min_score,
            runners_up=runners_up,
            processes=None,
            progress=self.progress,
            cluster=self.cluster,
        )
        claims = [one for one in self.claims if only is None or one.id in only]
        brief = replace(settings, explain=False)
        found: dict[str, ClaimMatches] = {}
        for claim, rows in self._rows(claims, settings, is_all=only is None):
            used = settings if explained is None or claim.id in explained else brief
            matches = matches_of(claim.id, rows, self.copies, used)
            found[claim.id] = ClaimMatches(claim.id, tuple(matches))
        return found

    def _rows(
        self, claims: Sequence[ClaimRecord], settings: LinkSettings, is_all: bool
    ) -> Sequence[FoundRows]:
        """Return what is found for claims, in order of their paths, as far as it is not known."""
        answers = None if settings.runners_up else self._answers
        if answers is None:
            return find_rows(self.index, claims, settings)
        known = [(claim, answers.rows(claim)) for claim in claims]
        new = [claim for claim, rows in known if rows is None]
        fresh = find_rows(self.index, new, settings) if new else []
        found = sorted(
            [*((claim, rows) for claim, rows in known if rows is not None), *fresh],
            key=lambda one: one[0].id,
        )
        if is_all:
            answers.keep(self.copies.groups, found, len(new))
        return found


def _expected(sources: Sequence[str], copies: Copies) -> tuple[list[str], list[str]]:
    required: dict[str, None] = {}
    for source in sources:
        linked = copies.linked(source)
        if source in linked:
            required[source] = None
        elif not set(linked) & {*sources, *required}:
            required[linked[0]] = None
    others = {copy for source in sources for copy in copies.linked(source)} - required.keys()
    return list(required), sorted(others)
