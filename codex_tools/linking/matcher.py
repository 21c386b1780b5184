"""Claims and sources in, ranked links with their evidence out."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import log
from threading import Lock
from typing import TYPE_CHECKING, Any

from codex_tools.linking.decision import Outcome, Weights, judge, shipped_weights
from codex_tools.linking.documents import documents
from codex_tools.linking.documents import duplicates as copies_of
from codex_tools.linking.hope import Hope
from codex_tools.linking.pair import Finding
from codex_tools.linking.records import ClaimRecord, SourceRecord
from codex_tools.linking.scoring import Base
from codex_tools.runtime.gc_pause import gc_paused
from codex_tools.runtime.parallel import Progress, Task, imap, with_progress

if TYPE_CHECKING:
    from codex_tools.runtime.parallel.cluster import Cluster

_CHUNK = 32
_CHUNKS_WORTH_A_PROCESS = 12


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """How to match: `write` and `review` override the thresholds that come with the weights.

    `commits` says for a claim's id which sources the commit that added it touched (give it only
    where that is exactly one); `runners_up` is how many losing candidates to report; `explain` is
    whether matches carry their evidence; `only` restricts which claims are matched, while the whole
    base still says what is rare. `processes` is how many may work (no number is one a core),
    a `cluster` works in their place, and `progress` is told the share of the claims matched.
    """

    weights: Weights = field(default_factory=shipped_weights)
    write: float | None = None
    review: float | None = None
    runners_up: int = 1
    commits: Mapping[str, Collection[str]] = field(default_factory=dict)
    explain: bool = True
    only: Collection[str] | None = None
    processes: int | None = 1
    progress: Progress | None = None
    cluster: "Cluster | None" = None

    def thresholds(self) -> tuple[float, float]:
        """The probabilities from which a link is written and from which it is shown."""
        write = self.weights.write if self.write is None else self.write
        review = self.weights.review if self.review is None else self.review
        return write, min(write, review)

    def hope(self) -> Hope | None:
        """What a candidate has to reach to be reported; nothing where runners-up are as well."""
        _, review = self.thresholds()
        if self.runners_up or not 0 < review < 1:
            return None
        return Hope(self.weights.bias, self.weights.weights, log(review / (1 - review)))


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence: how much there is, what it adds to the log-odds, what was seen."""

    name: str
    value: float
    weight: float
    contribution: float
    detail: str


@dataclass(frozen=True, slots=True)
class Match:
    """A possible link. Copies of one document give one match each, with the same `document`.

    `bias` and the contributions of `evidence` (largest first) add up to the log-odds.
    """

    claim: str
    source: str
    probability: float
    outcome: Outcome
    evidence: tuple[Evidence, ...]
    document: str
    mention: str
    bias: float


@dataclass(frozen=True, slots=True)
class ClaimMatches:
    """The possible links of one claim, the most probable first."""

    claim: str
    matches: tuple[Match, ...]

    def written(self) -> tuple[str, ...]:
        """The sources to link without asking."""
        return tuple(match.source for match in self.matches if match.outcome == "write")


def match(
    claims: Sequence[ClaimRecord],
    sources: Sequence[SourceRecord],
    settings: LinkSettings | None = None,
) -> list[ClaimMatches]:
    """The archived sources that each claim came from, for all claims in order of their ids.

    The result depends neither on the order of the inputs nor on link fields already in the base.
    """
    used = settings or LinkSettings()
    with gc_paused():
        base = Base(claims, sources, used.commits, used.processes)
    return match_in(base, claims, used)


def match_in(
    base: Base, claims: Sequence[ClaimRecord], settings: LinkSettings | None = None
) -> list[ClaimMatches]:
    """As `match`, in a base that is ready; the commits are then those of the base."""
    used = settings or LinkSettings()
    wanted = [claim for claim in claims if used.only is None or claim.id in used.only]
    told = [claim for claim in wanted if claim.source_text.strip()]
    untold = [claim for claim in wanted if not claim.source_text.strip()]
    share = len(told) / max(1, len(wanted))
    # Claims without a source text need the index of figures, which is made once, before there are
    # several processes, or while another one has begun with the other claims.
    figures = (lambda: base.figures) if untold and not used.cluster else None
    with gc_paused():
        found = _matched(told, base, used, _part(used.progress, 0.0, share), figures)
        if figures:
            figures()
        found += _matched(untold, base, used, _part(used.progress, share, 1.0))
    return sorted(found, key=lambda one: one.claim)


def _matched(
    claims: Sequence[ClaimRecord],
    base: Base,
    settings: LinkSettings,
    progress: Progress | None,
    meanwhile: Callable[[], object] | None = None,
) -> list[ClaimMatches]:
    # Claims with one source text have the same candidates, whose contents are then still at hand.
    queue = sorted(claims, key=lambda claim: f"{claim.source_text}\0{claim.id}")
    chunks = [queue[start : start + _CHUNK] for start in range(0, len(queue), _CHUNK)]
    matching = _Matching(settings, base)
    found = imap(
        Task(matching, _with_texts, matching, broadcast=True),
        chunks,
        settings.cluster,
        min_items=_CHUNKS_WORTH_A_PROCESS,
        max_processes=settings.processes,
    )
    if meanwhile is not None:
        meanwhile()
    rows = (one for chunk in with_progress(found, len(chunks), progress) for one in chunk)
    return [
        ClaimMatches(claim.id, _matches(claim.id, some, base, settings) if some else ())
        for claim, some in zip(queue, rows, strict=True)
    ]


def _part(progress: Progress | None, start: float, end: float) -> Progress | None:
    """What is told the share of a part of the work."""
    return progress and (lambda share: progress(start + share * (end - start)))


def _with_texts(chunk: Sequence[ClaimRecord]) -> list[ClaimRecord]:
    return [replace(claim, body=claim.text()) for claim in chunk]


class _Matching:
    """Match claims in a base.

    What is sent of it to another machine are the texts and all else that makes the base, which is
    then built there when the first claims come.
    """

    def __init__(
        self, settings: LinkSettings, base: Base | None, parts: tuple[Any, ...] = ()
    ) -> None:
        self._settings = settings
        self._base = base
        self._parts = parts
        self._lock = Lock()

    def __call__(self, claims: Sequence[ClaimRecord]) -> "list[list[_Row]]":
        with self._lock:
            base = self._base = self._base or Base.made_of(*self._parts)
        hope = self._settings.hope()
        return [_rows(claim, base, self._settings, hope) for claim in claims]

    def __reduce__(self) -> tuple[Any, ...]:
        settings = replace(self._settings, only=None, progress=None, cluster=None)
        parts = self._parts or (self._base.parts() if self._base else ())
        return _Matching, (settings, None, parts)


def duplicates(sources: Sequence[SourceRecord]) -> list[tuple[str, ...]]:
    """The groups of archived files that are copies of one document."""
    return copies_of(documents(sources))


_Row = tuple[str, str, Mapping[str, Finding], float]
"""What a process says of a candidate, in parts that are small to send: the id of its document, the
text of its mention, its findings where they are to be explained, and its probability."""


def _rows(claim: ClaimRecord, base: Base, settings: LinkSettings, hope: Hope | None) -> list[_Row]:
    _, review = settings.thresholds()
    ranked = judge(base.candidates(claim, hope), settings.weights)
    chosen = [one for one in ranked if one.probability >= review]
    return [
        (one.document.id, one.mention, one.findings if settings.explain else {}, one.probability)
        for one in ranked[: len(chosen) + settings.runners_up]
    ]


def _matches(
    claim: str, rows: Sequence[_Row], base: Base, settings: LinkSettings
) -> tuple[Match, ...]:
    weights, (write, review) = settings.weights, settings.thresholds()
    matches = []
    for source, mention, findings, chance in rows:
        outcome: Outcome = "none"
        if chance >= review:
            outcome = "write" if chance >= write else "review"
        evidence = explain(findings, weights) if settings.explain else ()
        document = base.document(source)
        matches += [
            Match(claim, copy, chance, outcome, evidence, document.id, mention, weights.bias)
            for copy in document.linked()
        ]
    return tuple(matches)


def explain(findings: Mapping[str, Finding], weights: Weights) -> tuple[Evidence, ...]:
    """The evidence for a candidate as a waterfall, what counts most first."""
    found = []
    for name, (value, detail) in findings.items():
        weight = weights.weights.get(name, 0.0)
        found.append(Evidence(name, value, weight, weight * value, detail))
    return tuple(sorted(found, key=lambda item: (-abs(item.contribution), item.name)))
