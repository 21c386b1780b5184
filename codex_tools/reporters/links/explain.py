"""``codex link --explain``: how the evidence adds up for a claim's sources."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp
from typing import TYPE_CHECKING, Any

import click

from codex_tools.reporters.links.match import match_dict
from codex_tools.runtime.printable import printable

if TYPE_CHECKING:
    from codex_tools.linking.linker import Linker
    from codex_tools.linking.matching.matches import Match


def explanation_text(linker: Linker, claim: str) -> str:
    """Return the waterfall of each source that comes into question, for people."""
    lines = [click.style(printable(claim), bold=True)]
    if said := _said(linker, claim):
        lines.append(f"  says: {printable(said)}")
    groups = _documents(linker, claim)
    if not groups:
        lines.append("  no source comes into question")
    for group in groups:
        lines += ["", *_heading(linker, group), *_waterfall(group[0])]
    return "\n".join(lines)


def _said(linker: Linker, claim: str) -> str:
    records = (record for record in linker.claims if record.id == claim)
    return next((" ".join(record.source_text.split()) for record in records), "")


def _documents(linker: Linker, claim: str) -> list[list[Match]]:
    """Return the matches of a claim by document: the winners, and the best of the others."""
    found = linker.match({claim}, runners_up=1).get(claim)
    groups: dict[str, list[Match]] = {}
    for each in found.matches if found else ():
        groups.setdefault(each.document, []).append(each)
    return list(groups.values())


def _heading(linker: Linker, group: list[Match]) -> Iterator[str]:
    first = group[0]
    for each in group:
        note = _standing(linker, each)
        yield click.style(printable(each.source), bold=True) + (f"  ({note})" if note else "")
    yield f"  mention: {printable(first.mention)}" if first.mention else "  no text names it"
    colour = {"write": "green", "review": "yellow"}.get(first.decision, "red")
    yield f"  probability {first.probability:.3f} → {click.style(first.decision, fg=colour)}"


def _standing(linker: Linker, each: Match) -> str:
    pair = (each.claim, each.source)
    if pair in linker.pairs:
        return "linked"
    return "rejected" if pair in linker.rejected else ""


def _waterfall(match: Match) -> Iterator[str]:
    yield "    adds  log-odds  probability"
    yield _step(match.bias, match.bias, "bias", "")
    for added, total, piece in _sums(match):
        how = f"{piece.value:.2f} × {piece.weight:+.2f}  {printable(piece.detail)}".rstrip()
        yield _step(added, total, piece.name, how)


def _step(added: float, total: float, name: str, how: str) -> str:
    return f"  {added:+6.2f}  {total:+8.2f}  {_probability(total):11.3f}  {name:18}{how}".rstrip()


def _sums(match: Match) -> Iterator[tuple[float, float, Any]]:
    total = match.bias
    for piece in match.evidence:
        total += piece.contribution
        yield piece.contribution, total, piece


def _probability(total: float) -> float:
    return 1 / (1 + exp(-max(-60.0, min(60.0, total))))


def explanation_dict(linker: Linker, claim: str) -> dict[str, Any]:
    """Return the same for programs."""
    return {
        "claim": claim,
        "says": _said(linker, claim),
        "items": [
            {
                **match_dict(each),
                "document": each.document,
                "standing": _standing(linker, each) or None,
                "steps": [
                    {
                        "name": piece.name,
                        "log_odds": round(total, 4),
                        "probability": round(_probability(total), 4),
                    }
                    for _, total, piece in _sums(each)
                ],
            }
            for group in _documents(linker, claim)
            for each in group
        ],
    }
