"""A match of a claim and a source, with its evidence → values for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from codex_tools.linking.matching.matches import Match


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
