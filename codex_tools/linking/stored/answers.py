"""What was found for each claim, kept between runs while the claim and all sources are the same."""

from __future__ import annotations

import marshal
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import chain
from typing import Any

from codex_tools.linking.matching.matches import Row
from codex_tools.linking.model.weights import Weights
from codex_tools.linking.reading.records import ClaimRecord, SourceRecord, digest_of
from codex_tools.storage.cache import location
from codex_tools.storage.cache.program import program_digest

_VERSION = 2
"""The version of ``marshal`` that does not depend on which objects are shared."""

_STALE = 100
"""The file is written again when more than one claim in so many was matched anew."""

Groups = list[tuple[str, ...]]
"""The copies of each document that has several."""


class StoredAnswers:
    """The rows of claims, which depend on their own record, on all sources and on the weights.

    ``commits`` say which sources the commit that added a claim touched; ``note_authors`` who wrote
    notes here.
    """

    def __init__(
        self,
        root: str,
        sources: Sequence[SourceRecord],
        weights: Weights,
        note_authors: Collection[str],
        commits: Mapping[str, Collection[str]],
    ) -> None:
        self._root = root
        self._commits = commits
        table = sorted(weights.weights.items()), weights.bias, weights.review
        sides = [digest_of(source) for source in sources], table, sorted(note_authors)
        self._head = program_digest(), root, _digest(sides)
        self._is_safe = all(source.key for source in sources)

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
        if not self._is_safe or fresh * _STALE <= len(found):
            return
        rows = [(self._key(claim), each) for claim, each in found]
        file = location.file_for(location.MATCHES, self._root)
        head = marshal.dumps((self._head, copies))
        location.write(file, chain([head], location.marshalled(rows)))
        location.evict(location.MATCHES, location.MAX_BASES)

    @cached_property
    def _kept(self) -> tuple[Groups | None, Mapping[bytes, list[Row]]]:
        file = location.file_for(location.MATCHES, self._root)
        parts = map(marshal.loads, location.read(file) if self._is_safe else ())
        try:
            head, copies = next(parts)
            if head != self._head:
                return None, {}
            return copies, dict(chain.from_iterable(parts))
        except (ValueError, EOFError, TypeError, StopIteration):
            return None, {}

    def _key(self, claim: ClaimRecord) -> bytes:
        return _digest((digest_of(claim), sorted(self._commits.get(claim.id, ()))))


def _digest(value: Any) -> bytes:
    return blake2b(marshal.dumps(value, _VERSION), digest_size=16).digest()
