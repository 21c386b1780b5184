"""``codex link --evaluate`` and ``--calibrate``: what is printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from math import floor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codex_tools.runtime.printable import printable
from codex_tools.runtime.text import pluralise

if TYPE_CHECKING:
    from codex_tools.linking.evaluation.quality import Quality
    from codex_tools.linking.evaluation.quality_report import Calibration, QualityReport


def appraisal_text(found: QualityReport) -> str:
    """Return what the links that a base has say about the matcher, for people."""
    if not found.pairs:
        return "No link is known between a claim and an archived source: nothing to evaluate on."
    where = f"{pluralise(found.claims, 'claim')} and {pluralise(found.sources, 'source')}"
    lines = [f"{pluralise(found.pairs, 'known link')} of {where}, predicted as if not there.", ""]
    lines += _table(found)
    lines += ["", *_reliability(found), "", "What the figures mean"]
    return "\n".join([*lines, *(f"- {note}" for note in notes(found))])


def _table(found: QualityReport) -> Iterator[str]:
    yield f"{'':26}threshold  precision  recall     F1  links"
    yield _row("in use", found.current)
    wanted = f"precision {found.target_precision:g}"
    yield _row(wanted, found.target) if found.target else f"{wanted:26}is reached at no threshold"


def _row(name: str, quality: Quality) -> str:
    threshold = floor(10_000 * quality.threshold) / 10_000
    figures = f"{threshold:9.4f}{quality.precision:11.3f}{quality.recall:8.3f}"
    return f"{name:26}{figures}{quality.f1:7.3f}{quality.written:7,}"


def _reliability(found: QualityReport) -> Iterator[str]:
    yield "said to be    links   on average   known to be right"
    for row in found.bins:
        bounds = f"{row.low:.2f} - {row.high:.2f}"
        yield f"{bounds}{row.count:8,}{row.predicted:13.3f}{row.observed:20.3f}"


def notes(found: QualityReport) -> list[str]:
    """Return what the figures mean and what they do not."""
    if found.refitted:
        blind = "each source was judged by weights fitted to the other sources' links"
    else:
        blind = "the weights in use judged all of them; they are not fitted here to these links"
    return [
        f"Link fields are never read for a prediction, and {blind}.",
        f"Known links are incomplete: {pluralise(found.unknown, 'predicted link')} of these claims "
        f"{'is' if found.unknown == 1 else 'are'} not among them and counted as wrong, but may be "
        "right. Precision is a lower bound.",
        f"{pluralise(found.unlinked, 'claim')} without a known link would get "
        f"{pluralise(found.elsewhere, 'link')}; nothing here can judge those.",
    ]


def appraisal_dict(found: QualityReport) -> dict[str, Any]:
    """Return the same for programs."""
    return {
        "pairs": found.pairs,
        "claims": found.claims,
        "sources": found.sources,
        "cross_validated": found.refitted,
        "current": _quality(found.current),
        "target_precision": found.target_precision,
        "target": _quality(found.target) if found.target else None,
        "items": [_rounded(asdict(row)) for row in found.bins],
        "predicted_but_not_known": found.unknown,
        "claims_without_known_link": found.unlinked,
        "predicted_for_these": found.elsewhere,
        "notes": notes(found),
    }


def calibration_text(found: Calibration, path: Path | None) -> str:
    """Return what a fit changed and where it was stored, for people."""
    lines = [
        f"Fitted to {pluralise(found.pairs, 'known link')}; all rows are about links that the "
        "weights had not seen.",
        "",
        f"{'':26}threshold  precision  recall     F1  links",
        _row("before", found.before),
        _row("after", found.after),
        _row("half of sources deleted", found.deleted),
        "",
        f"Stored as [link.weights] in {printable(str(path))}." if path else "Nothing was stored.",
    ]
    if found.is_worse:
        lines.append("The fit is worse than the weights in use.")
    return "\n".join(lines)


def calibration_dict(found: Calibration, path: Path | None) -> dict[str, Any]:
    """Return the same for programs."""
    return {
        "pairs": found.pairs,
        "before": _quality(found.before),
        "after": _quality(found.after),
        "deleted": _quality(found.deleted),
        "items": [
            {"name": name, "weight": weight}
            for name, weight in [("bias", found.weights.bias), *found.weights.weights.items()]
        ],
        "thresholds": {"write": found.weights.write, "review": found.weights.review},
        "stored": str(path) if path else None,
    }


def _quality(quality: Quality) -> dict[str, Any]:
    return _rounded(asdict(quality))


def _rounded(table: dict[str, Any]) -> dict[str, Any]:
    return {
        name: round(value, 4) if isinstance(value, float) else value
        for name, value in table.items()
    }
