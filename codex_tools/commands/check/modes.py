"""The flags of ``codex check`` that ask for no report: a job → what is done, and the status."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from codex_tools.app.baseline import update_baseline
from codex_tools.app.fix import fix, write
from codex_tools.app.ignore import add_ignores
from codex_tools.app.workspace import paths_of
from codex_tools.commands.check.printing import Job
from codex_tools.model import Applicability
from codex_tools.reporters.changes import changes_dict, files_of, refusals
from codex_tools.reporters.check import (
    baseline_dict,
    baseline_written,
    proposed_repairs,
    silenced,
)
from codex_tools.reporters.diff import unified_diff
from codex_tools.reporters.envelope import envelope
from codex_tools.runtime.printable import quoted_name
from codex_tools.terminal import output


def _as_json(job: Job) -> bool:
    return job.options.output_format == "json"


def _write_json(job: Job, schema: str, data: Mapping[str, Any]) -> int:
    output.write(envelope(schema, job.settings.root, **data) + "\n")
    return 0


def _show_files(job: Job) -> int:
    paths = paths_of(job.base) if job.only is None else job.only
    if _as_json(job):
        return _write_json(job, "files", {"items": [{"path": path} for path in sorted(paths)]})
    output.write("".join(f"{quoted_name(path)}\n" for path in sorted(paths)))
    return 0


def _write_baseline(job: Job) -> int:
    split = update_baseline(job.base, job.settings)
    if _as_json(job):
        return _write_json(job, "baseline", baseline_dict(split, job.settings.baseline))
    output.write(baseline_written(split, job.settings.baseline))
    return 0


def _add_ignores(job: Job) -> int:
    found, outcome = add_ignores(job.base, job.settings, job.only)
    write(outcome, job.settings)
    if _as_json(job):
        return _write_json(
            job, "changes", changes_dict(files_of(outcome), True, found.refused.items())
        )
    output.write(silenced(found, outcome))
    return 0


def _show_diff(job: Job) -> int:
    left, outcome = fix(job.base, job.settings, job.only, job.options.unsafe_fixes)
    if _as_json(job):
        undone = refusals(outcome.refused)
        _write_json(job, "changes", changes_dict(files_of(outcome), False, undone))
    else:
        output.write_diff(unified_diff(outcome))
    guesses = 0 if job.options.unsafe_fixes else left.repairs_of(Applicability.UNSAFE)
    output.tell(proposed_repairs(outcome, guesses))
    return 1 if outcome.files and not job.options.exit_zero else 0


MODES: Mapping[str, Callable[[Job], int]] = {
    "show_files": _show_files,
    "write_baseline": _write_baseline,
    "add_ignore": _add_ignores,
    "diff": _show_diff,
}
"""The flags that ask for something else than a report, and what does it."""
