"""What was found for each claim, kept between runs while the claim and all sources are the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from codex_tools.linking.matching.matches import Row
from codex_tools.linking.model.weights import Weights
from codex_tools.linking.reading.records import ClaimRecord, SourceRecord
from codex_tools.linking.text.digest import digest
from codex_tools.storage.cache.table import OTHER_FORM, Table, is_stale

Groups = list[tuple[str, ...]]
"""The copies of each document that has several."""


def about_answers(
    sources: Iterable[SourceRecord], weights: Weights, least: float, note_authors: Iterable[str]
) -> bytes:
    """Return a digest of what all answers rest on.

    ``least`` is the probability that an answer has at least; ``note_authors`` wrote notes here.
    """
    table = sorted(weights.weights.items()), weights.bias, least
    return digest(([source.key for source in sources], table, sorted(note_authors)))


class StoredAnswers:
    """The rows of claims, which depend on their own record too.

    ``commits`` say which sources the commit that added a claim touched.
    """

    def __init__(self, table: Table, commits: Mapping[str, Collection[str]]) -> None:
        self._table, self._commits = table, commits

    @property
    def copies(self) -> Groups | None:
        """The copies of documents that have several; ``None`` where that is not known."""
        return self._kept[0]

    def rows(self, claim: ClaimRecord) -> list[Row] | None:
        """Return what was found for a claim, which may be nothing; ``None`` is not known."""
        return self._kept[1].get(self._key(claim))

    def keep(
        self, copies: Groups, found: Sequence[tuple[ClaimRecord, list[Row]]], fresh: int
    ) -> None:
        """Write all answers of a run that worked out ``fresh`` of them, unless the file has nearly
        all."""
        if is_stale(fresh, len(found), dear=1000):
            self._table.write(((self._key(claim), each) for claim, each in found), copies)

    @cached_property
    def _kept(self) -> tuple[Groups | None, Mapping[str, list[Row]]]:
        try:
            copies, rows = self._table.read()
            return [tuple(map(str, group)) for group in copies], dict(rows)
        except OTHER_FORM:
            return None, {}

    def _key(self, claim: ClaimRecord) -> str:
        commits = self._commits.get(claim.id)
        return "\0".join((claim.key, *sorted(commits))) if commits else claim.key
