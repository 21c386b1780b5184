"""Two revisions, or a revision and the working tree → what the change does to the argument."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from codex_tools.app.engine import run_rules
from codex_tools.app.revisions import Revisions
from codex_tools.findings.fingerprint import fingerprints
from codex_tools.findings.once import told_once
from codex_tools.history.differences import Differences, differences
from codex_tools.history.renames import NO_RENAMES, Renames, renames_between
from codex_tools.model import Diagnostic
from codex_tools.settings import Settings


class Comparison(NamedTuple):
    """What changed from one state to another; ``after`` is empty for the working tree.

    ``fresh`` and ``gone`` are findings; one in a renamed file is neither. ``settings`` are those
    after.
    """

    before: str
    after: str
    differences: Differences
    fresh: list[Diagnostic]
    gone: list[Diagnostic]
    settings: Settings


def compare(revisions: Revisions, before: str, after: str | None) -> Comparison:
    """Compare two revisions, or one with the working tree.

    Raises CodexError as :meth:`Revisions.at` does.
    """
    was = revisions.at(before)
    now = revisions.on_disk if after is None else revisions.at(after)
    found = revisions.renames(before, after)
    renames = renames_between(was.base, now.base, found)
    ours = _marked(run_rules(*was), renames)
    theirs = _marked(run_rules(*now), NO_RENAMES)
    return Comparison(
        before,
        after or "",
        differences(was.base, now.base, renames),
        _without(ours, theirs),
        _without(theirs, ours),
        now.settings,
    )


def _marked(found: Iterable[Diagnostic], renames: Renames) -> dict[str, Diagnostic]:
    every = list(found)
    return dict(zip(fingerprints(every, renames), every, strict=True))


def _without(known: Mapping[str, Diagnostic], found: Mapping[str, Diagnostic]) -> list[Diagnostic]:
    """Return those of the findings that are not known."""
    return list(told_once([each for mark, each in found.items() if mark not in known]))
