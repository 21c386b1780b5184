"""A knowledge base → how well the claims of each domain are held up, and who contributed them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from codex_tools.argument.grounding import Grounding
from codex_tools.argument.standing import Standing
from codex_tools.base.attribution import contributors
from codex_tools.base.fields import Meaning
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.model import Note, Role
from codex_tools.weighing.weighed import Weighed, weighed


class DomainFigures(NamedTuple):
    """How many claims of a domain there are, and how many are what.

    ``one_origin`` counts grounded claims that a single document reaches, ``contributors`` the
    claims that name somebody as a contributor.
    """

    domain: str
    claims: int
    grounded: int
    circular: int
    contested: int
    defeated: int
    one_origin: int
    contributors: Mapping[str, int]


def figures_by_domain(base: KnowledgeBase) -> list[DomainFigures]:
    """Return the figures of each domain of claims, by its name; ``""`` has those without one."""
    domains: dict[str, list[Note]] = {}
    for note in base.of_role(Role.CLAIM):
        domains.setdefault(base.fields.text(note, Meaning.DOMAIN), []).append(note)
    return [_figures(weighed(base), name, domains[name]) for name in sorted(domains)]


def _figures(known: Weighed, domain: str, claims: list[Note]) -> DomainFigures:
    numbers = [known.argument.numbers[claim.path] for claim in claims]
    groundings = Counter(known.judgement.groundings[number] for number in numbers)
    standings = Counter(known.judgement.standings[number] for number in numbers)
    held = known.judgement.ground.held
    return DomainFigures(
        domain,
        len(claims),
        groundings[Grounding.GROUNDED],
        groundings[Grounding.CIRCULAR],
        standings[Standing.CONTESTED],
        standings[Standing.DEFEATED],
        sum(held[number] and known.origins[number] == 1 for number in numbers),
        _contributions(claims),
    )


def _contributions(claims: Iterable[Note]) -> dict[str, int]:
    """Return how many claims name each contributor, the most frequent first."""
    counts: Counter[str] = Counter()
    for claim in claims:
        counts.update({each.handle for each in contributors(claim.fields) if each.handle})
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
