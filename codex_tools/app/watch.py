"""Check again whenever a file of the knowledge base changes, and say what that changed.

The files are looked at again and again instead of asking the system to tell: that works on every
file system, and needs no thread that a fork could meet at the wrong moment.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from codex_tools.app.living import Workspace
from codex_tools.app.paths import dependencies
from codex_tools.errors import CodexError
from codex_tools.model import Diagnostic, Report
from codex_tools.settings import Settings
from codex_tools.storage.walking import Walked, stamp_at, walk

PAUSE = 0.15
"""Seconds between two looks at least."""

_IDLE = 20
"""The pause is at least so many times as long as a look takes, so that waiting costs little."""


class Round(NamedTuple):
    """What one check found: ``touched`` stands in changed files, ``appeared`` elsewhere and new.

    ``gone`` is what the check before had found. ``changed`` are the paths of files that are new,
    changed or gone; ``seconds`` is how long it took.
    """

    report: Report
    changed: tuple[str, ...]
    touched: tuple[Diagnostic, ...]
    appeared: tuple[Diagnostic, ...]
    gone: tuple[Diagnostic, ...]
    seconds: float
    first: bool = False


Sight = tuple[list[Walked], list[object]]


def rounds(settings_now: Callable[[], Settings]) -> Iterator[Round | CodexError]:
    """Check now, and again after every change, for ever.

    ``settings_now`` reads the settings, which may change as well. What keeps a later check from
    being made is yielded in its place. Raises CodexError for what keeps the first from being made,
    and when the root is gone.
    """
    sight = look(settings_now())
    started = time.perf_counter()
    workspace = Workspace(settings_now)
    report = workspace.report()
    yield _first(report, time.perf_counter() - started)
    last, seen = report, sight
    while True:
        wait_for_change(workspace.settings, sight)
        sight = look(workspace.settings)
        try:
            started = time.perf_counter()
            workspace.refresh()
            report = workspace.report()
            yield _compare(last, report, seen, sight, time.perf_counter() - started)
            last, seen = report, sight
        except CodexError as error:
            yield error


def look(settings: Settings) -> Sight:
    """Return the files of the knowledge base, and those that the settings are from, as stamped.

    Raises CodexError when the root cannot be listed.
    """
    try:
        walked = list(walk(str(settings.root), *settings.walked, stamps=True))
    except OSError as error:
        raise CodexError(f"{settings.root} cannot be listed: {error.strerror}") from error
    return walked, [stamp_at(path) for path in dependencies(settings)]


def wait_for_change(settings: Settings, sight: Sight) -> None:
    """Return as soon as the files look otherwise than ``sight``."""
    pause = PAUSE
    while True:
        time.sleep(pause)
        started = time.perf_counter()
        try:
            if look(settings) != sight:
                return
        except CodexError:
            return
        pause = max(PAUSE, _IDLE * (time.perf_counter() - started))


def _first(report: Report, seconds: float) -> Round:
    return Round(report, (), (), report.diagnostics, (), seconds, first=True)


def _compare(last: Report, report: Report, seen: Sight, sight: Sight, seconds: float) -> Round:
    changed = {path for path, *_ in set(seen[0]) ^ set(sight[0])}
    before = Counter(map(_identity, last.diagnostics))
    after = Counter(map(_identity, report.diagnostics))
    elsewhere = [found for found in report.diagnostics if found.path not in changed]
    return Round(
        report,
        tuple(sorted(changed)),
        tuple(found for found in report.diagnostics if found.path in changed),
        tuple(found for found in elsewhere if not before[_identity(found)]),
        tuple(found for found in last.diagnostics if not after[_identity(found)]),
        seconds,
    )


def _identity(found: Diagnostic) -> tuple[str, str, str]:
    """Return what makes a finding the same one after lines have moved."""
    return found.code, found.path, found.message
