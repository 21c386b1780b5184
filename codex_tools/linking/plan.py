"""What `codex link` would do to a knowledge base: links to complete, links found, and the edits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field

from codex_tools.linking.linker import Linker
from codex_tools.linking.matching.matches import ClaimMatches, Match
from codex_tools.linking.stored.rejections import LinkPair
from codex_tools.model import Fix
from codex_tools.refactoring.writing_style import append_reference, takes_entry


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

    ``one_way`` stand at one end only and have to be written at the other; ``found`` and ``review``
    are matches for claims that have no link, sure enough to be written or not. ``fixes`` writes
    ``one_way`` and ``found``. ``duplicates`` are the paths of archived copies of one document each.
    ``claims`` and ``sources`` are how many there are, ``unlinked`` how many of the claims that were
    matched have no link; links are written from the probability ``write`` on. ``is_limited`` tells
    that only links with one of some notes at an end were looked for, ``has_place`` that there is a
    field in which they can be written. ``objections`` are links that are sure enough and are left
    out all the same, with the reason; ``repairs`` are what the new links make necessary besides.
    """

    standing: frozenset[LinkPair]
    one_way: tuple[LinkPair, ...]
    found: tuple[Match, ...]
    review: tuple[Match, ...]
    fixes: tuple[Fix, ...]
    accuracy: Accuracy
    duplicates: tuple[tuple[str, ...], ...]
    claims: int
    sources: int
    unlinked: int
    write: float
    is_limited: bool = False
    has_place: bool = True
    objections: Mapping[LinkPair, str] = field(default_factory=dict)
    repairs: tuple[Fix, ...] = ()

    @property
    def new(self) -> list[LinkPair]:
        """The pairs for which there are ``fixes``, in their order."""
        return [*self.one_way, *(each.pair for each in self.found)]

    @property
    def connected(self) -> frozenset[LinkPair]:
        """The pairs that are linked once the plan is carried out."""
        return self.standing.union(self.new if self.has_place else ())


def make_plan(linker: Linker, only: Set[str] | None = None, limit: int | None = None) -> LinkPlan:
    """Find the links between the claims and the sources of a knowledge base.

    ``only`` are the paths of notes of which one has to be an end of each link; at most ``limit``
    links are to be written, in the order of their claims.
    """
    forward, backward, rejected = linker.forward, linker.backward, linker.rejected
    matches = linker.match(explained={one.id for one in linker.claims} - linker.sourced)
    fresh = [
        each
        for claim in sorted(matches)
        if claim not in linker.sourced
        for each in matches[claim].matches
        if each.pair not in rejected and (only is None or each.claim in only or each.source in only)
    ]
    one_way = [
        pair
        for pair in sorted(forward ^ backward)
        if _missing_ends(linker, pair) and (only is None or not only.isdisjoint(pair))
    ][:limit]
    left = None if limit is None else limit - len(one_way)
    sure = tuple([each for each in fresh if each.decision == "write"][:left])
    new = [*one_way, *(each.pair for each in sure)]
    return LinkPlan(
        standing=linker.pairs.difference(one_way),
        one_way=tuple(one_way),
        found=sure,
        review=tuple(each for each in fresh if each.decision == "review"),
        fixes=tuple(link_fixes(linker, new)),
        accuracy=_judge(linker.expected, matches),
        duplicates=tuple(linker.copies.groups),
        claims=len(linker.claims),
        sources=len(linker.sources),
        unlinked=sum(claim not in linker.sourced for claim in matches),
        write=linker.write,
        is_limited=only is not None,
        has_place=any(linker.fields),
    )


def _judge(
    expected: Mapping[str, tuple[list[str], list[str]]], matches: Mapping[str, ClaimMatches]
) -> Accuracy:
    """Compare what is predicted for the claims that have links with the links they have."""
    right = wrong = missed = 0
    for claim, (required, others) in expected.items():
        predicted = set(matches[claim].written()) if claim in matches else set()
        hits = len(predicted.intersection(required))
        right, missed = right + hits, missed + len(required) - hits
        wrong += len(predicted.difference(required, others))
    return Accuracy(right, wrong, missed)


def link_fixes(linker: Linker, pairs: Iterable[LinkPair]) -> Iterator[Fix]:
    """Yield a fix for each pair, with the entries that it lacks at either end.

    A pair of which neither end can be written gets one that is refused, so that people are told.
    """
    forward = linker.fields.forward
    for pair in pairs:
        claim, source = pair
        refused = [(claim, forward.name, source)] if forward else []
        ends = _missing_ends(linker, pair) or refused
        changes = tuple([append_reference(linker.base, *end) for end in ends])
        yield Fix(f"link {claim} with {source}", changes)


def _missing_ends(linker: Linker, pair: LinkPair) -> list[tuple[str, str, str]]:
    """Return the entries that a pair lacks and that may be written, as path, relation, target."""
    claim, source = pair
    forward, backward = linker.fields
    ends = []
    if forward and pair not in linker.forward:
        ends.append((claim, forward.name, source))
    if backward and pair not in linker.backward:
        ends.append((source, backward.name, claim))
    return [end for end in ends if takes_entry(linker.base, end[0], end[1])]
