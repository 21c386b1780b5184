"""Findings → files with the comments that silence them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from functools import partial
from itertools import groupby
from typing import NamedTuple

from codex_tools.app.check import check_each
from codex_tools.app.contents import if_editable
from codex_tools.app.fix import MAX_PASSES
from codex_tools.app.workspace import update
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.edits.ignoring import add_comments
from codex_tools.edits.outcome import Outcome, Rewritten
from codex_tools.errors import EditRefusedError
from codex_tools.model import Diagnostic, Report
from codex_tools.settings import Settings
from codex_tools.syntax.line_ends import edited


class Silenced(NamedTuple):
    """How many findings have a comment now, and how many are left for which there is no place.

    ``refused`` are the paths of files that are not edited, with the reason.
    """

    done: int
    left: int
    refused: Mapping[str, str]


def add_ignores(
    base: KnowledgeBase, settings: Settings, only: Collection[str] | None
) -> tuple[Silenced, Outcome]:
    """Work out what the files become when every finding gets a comment that silences it.

    Returns how many findings that silences and how many it cannot, and what becomes of the files,
    of which nothing is written yet.
    """
    changed: dict[str, bytes] = {}
    files: dict[str, Rewritten] = {}
    refused: dict[str, str] = {}
    first = report = _silenceable(check_each(base, settings, only), base)
    for _ in range(MAX_PASSES):
        before, read = dict(changed), if_editable(settings, base.unchanged)
        for path, found in groupby(report.diagnostics, key=lambda each: each.path):
            try:
                data = read(path)
            except EditRefusedError as error:
                refused[path] = str(error)
                continue
            changed[path] = edited(data, partial(add_comments, found=list(found)))
            known = files.get(path)
            files[path] = Rewritten(known.before if known else data, changed[path], 0)
        if changed == before:
            break
        base = update(base, settings, changed)
        report = _silenceable(check_each(base, settings, only), base)
    left = Counter(map(_place, report.diagnostics))
    count = (Counter(map(_place, first.diagnostics)) - left).total()
    silenced = Silenced(count, len(report.diagnostics), refused)
    return silenced, Outcome(
        {path: file for path, file in files.items() if file.before != file.after}
    )


def _place(found: Diagnostic) -> tuple[str, str, str]:
    """What a finding is known by, wherever a comment moves it."""
    return found.path, found.code, found.message


def _silenceable(report: Report, base: KnowledgeBase) -> Report:
    """Leave out the findings that no comment can silence.

    They are about files that could not be read, and about comments that silence nothing, which are
    to be taken out.
    """
    kept = (
        each
        for each in report.diagnostics
        if each.path in base.notes and each.rule != "unused-suppression"
    )
    return report._replace(diagnostics=tuple(kept))
