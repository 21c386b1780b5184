"""``codex why``: the reasons for what is said of a claim."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import click

from codex_tools.app.argument import Reasons
from codex_tools.argument.strength import Bounds
from codex_tools.argument.why import Challenge, Neighbour
from codex_tools.reporters.argument.words import (
    judged,
    named,
    neighbour_dict,
    section,
    verdict_dict,
    verdict_words,
)
from codex_tools.reporters.formats._json import as_dicts
from codex_tools.reporters.text import place
from codex_tools.runtime.printable import printable
from codex_tools.runtime.text import pluralise
from codex_tools.weighing.trust import Trust

Confidence = Callable[[str], str]
"""The path of a note → the confidence that it states."""


def why_text(found: Reasons, confidence: Confidence, numbers: bool) -> str:
    """Return the reasons for people; ``numbers`` adds the bounds of strength."""
    return "\n".join(_lines(found, confidence, numbers))


def _lines(found: Reasons, confidence: Confidence, numbers: bool) -> Iterator[str]:
    why = found.why
    yield click.style(printable(found.note.path), bold=True)
    yield f"  {printable(found.note.title)}"
    yield f"  {_head(found, confidence(found.note.path))}"
    yield from section("Evidence", map(_chain, why.chains))
    yield from section("Backed by", map(judged, why.backers))
    yield from section("Leans on", map(judged, why.premises))
    yield from section("Challenged by", (_challenge(each) for each in why.challenges))
    yield from section(
        "In a circle, each stands only if the next does",
        [_circle(why.circle)] if why.circle else [],
    )
    if why.weakest:
        said = confidence(why.weakest.name)
        yield from section("Weakest link", [f"{named(why.weakest)} ({printable(said)})"])
    yield from section("Nothing holds it without", map(named, why.single_points))
    if numbers:
        yield from section("Strength of the evidence", _bounds(found.bounds))
    findings = (f"{place(each)}: {each.code} {printable(each.message)}" for each in found.findings)
    yield from section("Findings", findings)


def _head(found: Reasons, confidence: str) -> str:
    parts = [f"{printable(confidence)}, " if confidence else "", verdict_words(found.why.verdict)]
    backers = pluralise(len(found.why.backers), "note")
    origins = pluralise(len(found.why.origins), "independent origin")
    parts.append(f"; backed by {backers}, {origins}")
    if found.retired:
        parts.append(f"; its status is {printable(found.retired)}")
    return "".join(parts) + (f"; {_trust(found.trust)}" if found.trust else "")


def _trust(trust: Trust) -> str:
    if not trust.stale_after:
        return str(trust.tier)
    words = "stale since" if trust.is_stale else "stale from"
    return f"{trust.tier}, {words} {printable(trust.stale_after)}"


def _chain(nodes: Sequence[Neighbour]) -> str:
    return " ← ".join(map(named, nodes[1:]))


def _challenge(challenge: Challenge) -> str:
    weak = "" if challenge.succeeds else ", but it states less confidence and does not count"
    return judged(challenge.by) + weak


def _circle(nodes: Sequence[Neighbour]) -> str:
    return " → ".join(named(node) for node in (*nodes, nodes[0]))


def _bounds(found: Bounds) -> Iterator[str]:
    yield f"{found.low:.2f} if all origins say the same"
    yield f"{found.independent:.2f} if they are independent of each other"
    yield f"{found.high:.2f} at most"


def why_dict(found: Reasons, confidence: Confidence, numbers: bool) -> dict[str, Any]:
    """Return the same for programs."""
    why = found.why
    return {
        "path": found.note.path,
        "title": found.note.title,
        "confidence": confidence(found.note.path) or None,
        "retired": found.retired or None,
        "trust": found.trust and str(found.trust.tier),
        "stale_after": found.trust and (found.trust.stale_after or None),
        **verdict_dict(why.verdict),
        "origins": [neighbour_dict(each) for each in why.origins],
        "backers": [neighbour_dict(each) for each in why.backers],
        "premises": [neighbour_dict(each) for each in why.premises],
        "challenges": [
            {**neighbour_dict(each.by), "succeeds": each.succeeds} for each in why.challenges
        ],
        "chains": [[each.name for each in chain] for chain in why.chains],
        "circle": [each.name for each in why.circle],
        "weakest": why.weakest and why.weakest.name,
        "single_points": [each.name for each in why.single_points],
        "strength": found.bounds._asdict() if numbers else None,
        "findings": list(as_dicts(found.findings)),
    }
