"""The flags of ``codex check`` that ask for no report: a job → what is done, and the status."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from codex_tools.app.baseline import update_baseline
from codex_tools.app.fix import fix, write
from codex_tools.app.ignore import add_ignores
from codex_tools.app.workspace import paths_of
from codex_tools.commands.check.printing import Job
from codex_tools.reporters.check import baseline_written, silenced
from codex_tools.reporters.diff import unified_diff
from codex_tools.runtime.printable import quoted_name
from codex_tools.terminal import output


def _show_files(job: Job) -> int:
    paths = paths_of(job.base) if job.only is None else job.only
    output.write("".join(f"{quoted_name(path)}\n" for path in sorted(paths)))
    return 0


def _write_baseline(job: Job) -> int:
    split = update_baseline(job.base, job.settings)
    output.write(baseline_written(split, job.settings.baseline))
    return 0


def _add_ignores(job: Job) -> int:
    found, outcome = add_ignores(job.base, job.settings, job.only)
    write(outcome, job.settings)
    output.write(silenced(found, outcome))
    return 0


def _show_diff(job: Job) -> int:
    _, outcome = fix(job.base, job.settings, job.only, job.options.unsafe_fixes)
    output.write_diff(unified_diff(outcome))
    return 1 if outcome.files and not job.options.exit_zero else 0


MODES: Mapping[str, Callable[[Job], int]] = {
    "show_files": _show_files,
    "write_baseline": _write_baseline,
    "add_ignore": _add_ignores,
    "diff": _show_diff,
}
"""The flags that ask for something else than a report, and what does it."""
