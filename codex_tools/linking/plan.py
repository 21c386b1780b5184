"""What `codex link` would do to a knowledge base: links to complete, links found, and the edits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from codex_tools.corpus import KnowledgeBase
from codex_tools.linking.matcher import ClaimMatches, Match, match
from codex_tools.linking.records import ClaimRecord, SourceRecord, claim_record, source_record
from codex_tools.model import Append, Fix, Note, Style
from codex_tools.writing_style import base_style, style_of, write_reference

FORWARD = "sourced_from"
BACKWARD = "claims_extracted"

Pair = tuple[str, str]
"""The paths of a claim and of a source that it was taken from."""


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How the matcher does on links that the knowledge base already has, hidden from it.

    ``right``, ``wrong`` and ``missed`` count pairs of a claim and a source; ``pairs`` is the
    number of known-good ones.
    """

    right: int
    wrong: int
    missed: int

    @property
    def pairs(self) -> int:
        """The number of known-good pairs."""
        return self.right + self.missed

    @property
    def precision(self) -> float:
        """The share of the predicted links that are known to be good."""
        predicted = self.right + self.wrong
        return self.right / predicted if predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the known-good links that are predicted."""
        return self.right / self.pairs if self.pairs else 0.0


@dataclass(frozen=True, slots=True)
class LinkPlan:
    """The links of a knowledge base: those that stand, those to complete and those found.

    ``one_way`` stand at one end only; ``found`` and ``review`` are matches for claims that have no
    link, sure enough to be written or not. ``fixes`` writes ``one_way`` and ``found``.
    """

    standing: frozenset[Pair]
    one_way: tuple[Pair, ...]
    found: tuple[Match, ...]
    review: tuple[Match, ...]
    fixes: tuple[Fix, ...]
    accuracy: Accuracy
    matches: Mapping[str, ClaimMatches] = field(repr=False)

    @property
    def connected(self) -> frozenset[Pair]:
        """The pairs that are linked once the plan is carried out."""
        new = {(each.claim, each.source) for each in self.found}
        return self.standing | set(self.one_way) | new


def make_plan(
    base: KnowledgeBase,
    read: Callable[[str], bytes],
    min_score: float | None = None,
    style: Style | None = None,
) -> LinkPlan:
    """Find the links between the claims and the sources of ``base``.

    ``read`` gives the bytes of a path. ``min_score`` is the probability from which on a link is
    written, in the place of the calibrated one; ``style`` how references are written, in the place
    of the knowledge base's own way.
    """
    forward, backward = (
        _links(base, FORWARD),
        {(claim, source) for source, claim in _links(base, BACKWARD)},
    )
    known = forward | backward
    matches = _match(base, read)
    linked = {claim for claim, _ in known}
    fresh = [
        each for claim in sorted(matches) if claim not in linked for each in matches[claim].matches
    ]
    found = tuple(each for each in fresh if _is_written(each, min_score))
    review = tuple(each for each in fresh if each not in found and each.outcome != "none")
    one_way = tuple(sorted(known - (forward & backward)))
    new = [*one_way, *((each.claim, each.source) for each in found)]
    return LinkPlan(
        standing=frozenset(forward & backward),
        one_way=one_way,
        found=found,
        review=review,
        fixes=tuple(_fixes(base, new, forward, backward, style)),
        accuracy=_judge(known, matches, min_score),
        matches=matches,
    )


def _links(base: KnowledgeBase, relation: str) -> set[Pair]:
    """The resolved links of a provenance relation between notes of the right kinds."""
    ends = {FORWARD: ("sourced_from", "claims_extracted")}.get(
        relation, ("claims_extracted", "sourced_from")
    )
    holders, answerers = (kinds_with(base, name) for name in ends)
    return {
        (path, target)
        for (path, name), targets in base.typed.items()
        if name == relation and base.notes[path].kind in holders
        for target in targets
        if target in base.notes and base.notes[target].kind in answerers
    }


def kinds_with(base: KnowledgeBase, name: str) -> set[str]:
    """Return the kinds whose schema has the field ``name``."""
    return {kind.name for kind in base.kinds.kinds if name in kind.schema.get("properties", {})}


def _match(base: KnowledgeBase, read: Callable[[str], bytes]) -> Mapping[str, ClaimMatches]:
    claims = [_claim(note, read) for note in _holders(base, FORWARD)]
    sources = [_source(note, read) for note in _holders(base, BACKWARD)]
    return {each.claim: each for each in match(claims, sources)}


def _holders(base: KnowledgeBase, name: str) -> Iterator[Note]:
    kinds = kinds_with(base, name)
    return (note for note in base.notes.values() if note.kind in kinds)


def _claim(note: Note, read: Callable[[str], bytes]) -> ClaimRecord:
    return claim_record(note.path, note.document.fields, partial(_body, note, read))


def _source(note: Note, read: Callable[[str], bytes]) -> SourceRecord:
    return source_record(note.path, note.document.fields, partial(_body, note, read))


def _body(note: Note, read: Callable[[str], bytes]) -> str:
    return read(note.path)[note.document.body_start :].decode("utf-8", "replace")


def _is_written(each: Match, min_score: float | None) -> bool:
    return each.outcome == "write" if min_score is None else each.probability >= min_score


def _judge(
    known: set[Pair], matches: Mapping[str, ClaimMatches], min_score: float | None
) -> Accuracy:
    """Compare what is predicted for the claims that have links with the links they have."""
    judged = {claim for claim, _ in known}
    predicted = {
        (each.claim, each.source)
        for claim in judged
        if claim in matches
        for each in matches[claim].matches
        if _is_written(each, min_score)
    }
    right = len(predicted & known)
    return Accuracy(right, len(predicted) - right, len(known) - right)


def _fixes(
    base: KnowledgeBase,
    pairs: list[Pair],
    forward: set[Pair],
    backward: set[Pair],
    style: Style | None,
) -> Iterator[Fix]:
    """Yield a fix for each pair, with the entries that it lacks at either end."""
    styles = {name: style or base_style(base, name) for name in (FORWARD, BACKWARD)}
    for claim, source in pairs:
        changes = []
        if (claim, source) not in forward:
            changes.append(_entry(base, claim, FORWARD, source, style or styles[FORWARD]))
        if (claim, source) not in backward:
            changes.append(_entry(base, source, BACKWARD, claim, style or styles[BACKWARD]))
        yield Fix(f"link {claim} with {source}", tuple(changes))


def _entry(base: KnowledgeBase, path: str, name: str, target: str, style: Style) -> Append:
    own = style_of(base, name, path) if base.targets(path, name) else style
    return Append(path, name, write_reference(base, target, own))
