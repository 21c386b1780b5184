"""A knowledge base → a report: what its rules find, less what the baseline knows."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from codex_tools.app.baseline import read_known
from codex_tools.app.engine import chosen_codes, run_rules
from codex_tools.app.workspace import paths_of
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.model import Diagnostic, Report
from codex_tools.runtime.parallel import Progress
from codex_tools.settings import Settings


def check(
    base: KnowledgeBase,
    settings: Settings,
    only: Collection[str] | None = None,
    progress: Progress | None = None,
) -> Report:
    """Run the chosen rules over the knowledge base, and leave out what the baseline knows.

    ``only`` limits the report to these paths; it says of them what a whole check says. ``progress``
    is told the share of the rules that ran. Raises SettingsError for a selection that fits no rule
    and for a baseline that cannot be read.
    """
    return summed(check_each(base, settings, only, progress))


def check_each(
    base: KnowledgeBase,
    settings: Settings,
    only: Collection[str] | None = None,
    progress: Progress | None = None,
) -> Report:
    """Do as :func:`check`, and report each of the findings that it tells once."""
    return report_of(base, settings, run_rules(base, settings, only, progress), only)


def report_of(
    base: KnowledgeBase,
    settings: Settings,
    found: Sequence[Diagnostic],
    only: Collection[str] | None = None,
) -> Report:
    """Return findings as a report, without those that the baseline knows; not yet summed."""
    checked = paths_of(base) if only is None else only
    root = str(settings.root)
    known = read_known(settings)
    if not known:
        return Report(tuple(found), len(checked), root)
    from codex_tools.findings.baseline import hold_against

    split = hold_against(found, known, set(checked).__contains__, chosen_codes(settings))
    left_out = len(found) - len(split.fresh)
    return Report(tuple(split.fresh), len(checked), root, left_out)


def summed(report: Report) -> Report:
    """Return a report with one finding instead of all that are told once."""
    if not any(each.once for each in report.diagnostics):
        return report
    from codex_tools.findings.once import told_once

    return report._replace(diagnostics=told_once(report.diagnostics))
