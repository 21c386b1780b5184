"""Findings → the baseline, the file of those that are known: read, written, and kept in step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_tools.app.engine import chosen_codes, run_rules
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.model import Problem
from codex_tools.settings import Settings
from codex_tools.storage.files import read_file, write_atomically

if TYPE_CHECKING:
    from codex_tools.findings.baseline import Known, Split

MAX_BASELINE = 1_000_000_000
"""Bytes of a baseline at most."""


def read_known(settings: Settings) -> Known:
    """Return what the baseline of the knowledge base knows; nothing where there is none.

    Raises SettingsError for a baseline that cannot be read.
    """
    path = settings.root / settings.baseline
    if not settings.baseline or not path.is_file():
        return {}
    from codex_tools.findings.baseline import read_baseline

    data = read_file(path, MAX_BASELINE)
    return {} if isinstance(data, Problem) else read_baseline(data, settings.baseline)


def write_known(known: Known, settings: Settings) -> None:
    """Write the baseline of the knowledge base. Raises CodexError when that cannot be done."""
    from codex_tools.findings.baseline import write_baseline

    write_atomically(settings.root / settings.baseline, write_baseline(known))


def update_baseline(base: KnowledgeBase, settings: Settings) -> Split:
    """Write the baseline: all findings at first, later only those of them that still occur.

    Returns what is new, known and gone; new findings are taken in only where there was none.
    """
    from codex_tools.findings.baseline import describe, hold_against

    found = run_rules(base, settings)
    known = read_known(settings)
    unread = tuple(path for path, _ in base.unread)

    def was_checked(path: str) -> bool:
        """Tell that all were, those that are gone too, but for what could not be read."""
        return not path.startswith(unread)

    split = hold_against(found, known, was_checked, chosen_codes(settings))
    kept = split.known if (settings.root / settings.baseline).is_file() else describe(found)
    write_known(kept, settings)
    return split._replace(known=dict(kept))
