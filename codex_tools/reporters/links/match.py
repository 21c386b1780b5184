"""A match of a claim and a source, with its evidence → values for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from codex_tools.linking.matching.matches import Contribution, Match


def match_dict(found: Match) -> dict[str, Any]:
    """Return a match with its evidence, for programs."""
    return {
        "claim": found.claim,
        "source": found.source,
        "probability": round(found.probability, 4),
        "outcome": found.decision,
        "mention": found.mention,
        "bias": round(found.bias, 4),
        "evidence": [
            {
                "name": each.name,
                "value": each.value,
                "weight": each.weight,
                "contribution": round(each.contribution, 4),
                "detail": each.detail,
            }
            for each in found.evidence
        ],
    }


def reasons_for(found: Match, most: int = 3) -> list[str]:
    """Return the evidence that says most for a link, in words, each thing seen once."""
    pieces = [each for each in found.evidence if each.contribution > 0 and each.detail]
    ranked = sorted(pieces, key=lambda each: each.contribution)
    unlike = {each.detail: each for each in ranked}
    return list(map(_words, sorted(unlike.values(), key=lambda each: -each.contribution)[:most]))


def reasons_against(found: Match, most: int = 2) -> list[str]:
    """Return the evidence that says most against a link, in words."""
    pieces = [each for each in found.evidence if each.contribution < 0]
    return list(map(_words, sorted(pieces, key=lambda each: each.contribution)[:most]))


def _words(piece: Contribution) -> str:
    name = piece.name.replace("_", " ")
    return f"{name}: {piece.detail}" if piece.detail else name
