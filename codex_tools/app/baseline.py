"""Findings → the baseline, the file of those that are known: read, written, and kept in step."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from codex_tools.app.engine import chosen_codes, run_rules
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.settings import Settings
from codex_tools.storage import guarded

if TYPE_CHECKING:
    from codex_tools.findings.baseline import Split

Known = Mapping[str, str]
"""As in :mod:`codex_tools.findings.baseline`, which is loaded where there is a baseline."""


class Record(NamedTuple):
    """The baseline as it stands: its bytes, ``None`` where there is none, and what it knows."""

    data: bytes | None
    known: Known


def read_record(settings: Settings) -> Record:
    """Read the baseline of the knowledge base. Raises CodexError for one that cannot be read."""
    if not settings.baseline:
        return Record(None, {})
    path = settings.root / settings.baseline
    data = guarded.read_record(path, guarded.MAX_RECORDS, _root(settings))
    if data is None:
        return Record(None, {})
    from codex_tools.findings.baseline import read_baseline

    return Record(data, read_baseline(data, settings.baseline))


def _root(settings: Settings) -> Path:
    """Return what the baseline has to be below: the root, but for one that a person puts elsewhere.

    The configuration of a base cannot, see :mod:`codex_tools.settings`.
    """
    given = Path(settings.baseline)
    is_elsewhere = given.is_absolute() or ".." in given.parts
    return (settings.root / given).resolve().parent if is_elsewhere else settings.root


def read_known(settings: Settings) -> Known:
    """Return what the baseline knows; nothing where there is none. Raises CodexError as above."""
    return read_record(settings).known


def update_baseline(base: KnowledgeBase, settings: Settings) -> "Split":
    """Write the baseline: all findings at first, later only those of them that still occur.

    Returns what is new, known and gone; new findings are taken in only where there was none.
    """
    from codex_tools.findings.baseline import describe, hold_against, write_baseline
    from codex_tools.storage.writing.together import write_together

    found = run_rules(base, settings)
    before, known = read_record(settings)
    unread = tuple(path for path, _ in base.unread)

    def was_checked(path: str) -> bool:
        """Tell that all were, those that are gone too, but for what could not be read."""
        return not path.startswith(unread)

    split = hold_against(found, known, was_checked, chosen_codes(settings))
    kept = describe(found) if before is None else split.known
    after = write_baseline(kept)
    if after != before:
        root = _root(settings)
        path = os.path.relpath(settings.root / settings.baseline, root)
        write_together(root, {path: (before, after)})
    return split._replace(known=dict(kept))
