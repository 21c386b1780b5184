"""``codex diff`` for programs."""

from __future__ import annotations

from typing import Any

from codex_tools.app.differences import Comparison
from codex_tools.history.differences import Judged, Participant, Turnover
from codex_tools.reporters.argument.words import verdict_dict
from codex_tools.reporters.formats._json import as_dicts


def differences_dict(found: Comparison) -> dict[str, Any]:
    """Return what changed."""
    changes = found.differences
    return {
        "before": found.before,
        "after": found.after or None,
        "added": [_participant(each) for each in changes.added],
        "removed": [_participant(each) for each in changes.removed],
        "retired": [_participant(each) for each in changes.retired],
        "restored": [_participant(each) for each in changes.restored],
        "renamed": [{"before": old, "after": new} for old, new in changes.renamed],
        "reworded": [
            {
                "path": each.path,
                "parts": list(each.parts),
                "title": {"before": each.before, "after": each.after},
            }
            for each in changes.reworded
        ],
        "moved": [
            {**each._asdict(), "before": each.before or None, "after": each.after or None}
            for each in changes.moved
        ],
        "edges": _turnover(changes.edges),
        "links": _turnover(changes.links),
        "lost": [_judged(each) for each in changes.lost],
        "won": [_judged(each) for each in changes.won],
        "findings": {
            "new": list(as_dicts(found.fresh)),
            "gone": list(as_dicts(found.gone)),
        },
    }


def _participant(each: Participant) -> dict[str, Any]:
    verdict = verdict_dict(each.verdict) if each.verdict else {"grounding": None, "standing": None}
    return {"path": each.path, "kind": each.kind, **verdict}


def _turnover(links: Turnover) -> dict[str, Any]:
    keys = ("source", "target", "relation")
    return {
        "added": [dict(zip(keys, link, strict=True)) for link in links.added],
        "dropped": [dict(zip(keys, link, strict=True)) for link in links.dropped],
    }


def _judged(each: Judged) -> dict[str, Any]:
    return {
        "path": each.path,
        "before": verdict_dict(each.before),
        "after": verdict_dict(each.after),
    }
