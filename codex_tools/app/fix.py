"""Findings that can be repaired → what their files become: checked and fixed until it is stable."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from itertools import chain

from codex_tools.app.contents import UNCHANGED, Changed, if_editable, reader_for_edits
from codex_tools.app.workspace import update
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.edits.outcome import Outcome
from codex_tools.model import Applicability, Diagnostic, FileEdit, Fix, FixEdits, Report
from codex_tools.settings import Settings

MAX_PASSES = 10
"""How often fixes are applied at most before what is left is reported."""


def fix(
    base: KnowledgeBase,
    settings: Settings,
    only: Collection[str] | None = None,
    unsafe: bool = False,
    unsaved: Changed = UNCHANGED,
) -> tuple[Report, Outcome]:
    """Check, fix and check again until nothing more can be fixed, all in memory.

    Returns the findings that are left, and what becomes of the files; :func:`write` writes it.
    ``only`` limits the findings that are fixed, though a fix may change the file at the other end.
    ``unsaved`` are the contents of notes in ``base`` that are not on disk.
    """
    from codex_tools.app.check import check
    from codex_tools.edits.fixing import apply_fixes, combine

    changed = dict(unsaved)
    passes: list[Outcome] = []
    while True:
        report = check(base, settings, only)
        read = if_editable(settings, base.unchanged)
        outcome = apply_fixes(_wanted(report, unsafe), read)
        passes.append(outcome)
        if not outcome.files or len(passes) > MAX_PASSES:
            return report, combine(passes)
        changed |= {path: file.after for path, file in outcome.files.items()}
        base = update(base, settings, changed)


def _wanted(report: Report, unsafe: bool) -> list[Fix]:
    fixes = (found.fix for found in report.diagnostics if found.fix)
    return [each for each in fixes if unsafe or each.applicability is Applicability.SAFE]


def edits_of(
    base: KnowledgeBase, settings: Settings, diagnostics: Iterable[Diagnostic]
) -> FixEdits:
    """Return what each fix changes if it is made alone; a fix that is refused is left out."""
    from codex_tools.edits.fixing import apply_fixes
    from codex_tools.edits.spans import changed_spans

    read = cache(if_editable(settings, base.unchanged))
    found: dict[Fix, tuple[FileEdit, ...]] = {}
    for fix in {each.fix for each in diagnostics if each.fix}:
        outcome = apply_fixes([fix], read)
        if outcome.made:
            files = outcome.files.items()
            spans = (changed_spans(path, file.before, file.after) for path, file in files)
            found[fix] = tuple(chain.from_iterable(spans))
    return found


def rewrite(fixes: Iterable[Fix], settings: Settings) -> Outcome:
    """Work out what ``fixes`` make of the files, without writing."""
    given = list(fixes)
    if not given:
        return Outcome()
    from codex_tools.edits.fixing import apply_fixes

    return apply_fixes(given, reader_for_edits(settings))


def write(outcome: Outcome, settings: Settings) -> None:
    """Write the files of an outcome, all of them or none.

    Raises CodexError, and leaves everything as it was, when a file changed on disk in the meantime
    or cannot be written.
    """
    from codex_tools.storage.writing.together import write_together

    contents = {path: (file.before, file.after) for path, file in outcome.files.items()}
    write_together(settings.root, contents)
