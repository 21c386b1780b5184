"""Claims and sources in, ranked links with their evidence out."""

from collections.abc import Sequence
from dataclasses import replace
from threading import Lock
from typing import Any

from codex_tools.linking.index.document_index import DocumentIndex
from codex_tools.linking.matching.matches import ClaimMatches, Row, matches_of, rows_of
from codex_tools.linking.matching.settings import LinkSettings
from codex_tools.linking.reading.documents import copies_of
from codex_tools.linking.reading.records import ClaimRecord, SourceRecord
from codex_tools.runtime.parallel import Task, imap, with_progress

FoundRows = tuple[ClaimRecord, list[Row]]
"""A claim with what was found for it."""

_CHUNK = 32
_CHUNKS_WORTH_A_PROCESS = 12


def match(
    claims: Sequence[ClaimRecord],
    sources: Sequence[SourceRecord],
    settings: LinkSettings | None = None,
) -> list[ClaimMatches]:
    """Return the archived sources that each claim came from, in order of the claims' ids.

    The result depends neither on the order of the inputs nor on link fields already in the base.
    """
    used = settings or LinkSettings()
    index = DocumentIndex(claims, sources, used.commits, used.processes)
    return match_in(index, claims, used)


def match_in(
    index: DocumentIndex, claims: Sequence[ClaimRecord], settings: LinkSettings | None = None
) -> list[ClaimMatches]:
    """Do as `match` does, with an index that is ready; the commits are then those of the index."""
    used = settings or LinkSettings()
    copies = copies_of(index.documents)
    return [
        ClaimMatches(claim.id, tuple(matches_of(claim.id, rows, copies, used)))
        for claim, rows in find_rows(index, claims, used)
    ]


def find_rows(
    index: DocumentIndex, claims: Sequence[ClaimRecord], settings: LinkSettings
) -> list[FoundRows]:
    """Return what is found for each claim, in order of the claims' ids."""
    wanted = [claim for claim in claims if settings.only is None or claim.id in settings.only]
    # Claims with one source text have the same candidates, whose contents are then still at hand.
    queue = sorted(wanted, key=lambda claim: f"{claim.source_text}\0{claim.id}")
    chunks = [queue[start : start + _CHUNK] for start in range(0, len(queue), _CHUNK)]
    matching = _Matching(settings, index)
    if chunks and not settings.cluster:
        index.get_ready(len(queue))  # before there are several processes
    matched = imap(
        Task(matching, _with_texts, matching, broadcast=True),
        chunks,
        settings.cluster,
        min_items=_CHUNKS_WORTH_A_PROCESS,
        max_processes=settings.processes,
    )
    rows_of_chunks = with_progress(matched, len(chunks), settings.progress)
    rows_of_claims = (rows for chunk in rows_of_chunks for rows in chunk)
    return sorted(zip(queue, rows_of_claims, strict=True), key=lambda one: one[0].id)


def _with_texts(chunk: Sequence[ClaimRecord]) -> list[ClaimRecord]:
    return [claim._replace(body=claim.text()) for claim in chunk]


class _Matching:
    """Match claims with the documents of an index.

    What is sent of it to another machine are the texts and all else that makes the index, which is
    then built there when the first claims come.
    """

    def __init__(
        self, settings: LinkSettings, index: DocumentIndex | None, parts: tuple[Any, ...] = ()
    ) -> None:
        self._settings = settings
        self._index = index
        self._parts = parts
        self._lock = Lock()

    def __call__(self, claims: Sequence[ClaimRecord]) -> list[list[Row]]:
        with self._lock:
            index = self._index = self._index or DocumentIndex.made_of(*self._parts)
        pruner = self._settings.pruner()
        return [rows_of(claim, index, self._settings, pruner) for claim in claims]

    def __reduce__(self) -> tuple[Any, ...]:
        settings = replace(self._settings, only=None, progress=None, cluster=None)
        parts = self._parts or (self._index.parts() if self._index else ())
        return _Matching, (settings, None, parts)
