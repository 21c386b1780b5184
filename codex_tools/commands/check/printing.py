"""A report → the output of ``codex check``, its exit status, and what is kept for the next run."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from codex_tools.app.paths import dependencies
from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.commands.check.options import Options
from codex_tools.model import Report
from codex_tools.reporters import formats
from codex_tools.runtime import discovery
from codex_tools.settings import Settings
from codex_tools.terminal.output import batches, is_coloured, write

if TYPE_CHECKING:
    from codex_tools.storage.cache.results import Call


class Job(NamedTuple):
    """What is asked for, and the knowledge base it is asked of; ``only`` limits it to paths."""

    options: Options
    settings: Settings
    base: KnowledgeBase
    only: Collection[str] | None


def print_report(job: Job, report: Report, call: "Call | None" = None) -> int:
    """Write a report where it is to go; returns the exit status.

    ``call`` is given where the output may be kept for the next time.
    """
    text, status = show(job.options, job.settings, _with_edits(job, report))
    if call is not None and job.settings.cache and not job.options.output_file:
        _remember(call, job, text, status)
    return status


def _with_edits(job: Job, report: Report) -> Report:
    """Add what fixes change, for a format that says so."""
    reporter = discovery.load(formats, job.options.output_format)
    if job.options.statistics or not getattr(reporter, "SHOWS_EDITS", False):
        return report
    from codex_tools.app.fix import edits_of

    return report._replace(edits=edits_of(job.base, job.settings, report.diagnostics))


def show(options: Options, settings: Settings, report: Report) -> tuple[str, int]:
    """Write a report where it is to go; returns what was written, and the exit status."""
    status = 1 if report.fails(settings.fail_on) and not options.exit_zero else 0
    coloured = is_coloured(options.color) and options.output_file is None
    pieces = _rendered(report, options, coloured)
    if options.output_file:
        text = "".join(pieces)
        _write_file(options.output_file, text)
        return text, status
    texts = []
    for text in batches(pieces):
        write(text, coloured)
        texts.append(text)
    return "".join(texts), status


def _rendered(report: Report, options: Options, coloured: bool) -> Iterable[str]:
    if options.statistics:
        from codex_tools.reporters.check import counts_by_rule

        return [counts_by_rule(report, options.output_format == "json")]
    pieces: Iterable[str] = discovery.load(formats, options.output_format).render(report, coloured)
    return pieces


def _write_file(path: Path, text: str) -> None:
    from codex_tools.storage.writing.outputs import write_output

    write_output(path, text.encode("utf-8", "backslashreplace"))


def _remember(call: "Call", job: Job, text: str, status: int) -> None:
    """Keep what was printed, so that the next run can print it again if nothing has changed."""
    settings, listing = job.settings, job.base.listing
    reporter = discovery.load(formats, job.options.output_format)
    if listing is None or getattr(reporter, "TELLS_THE_TIME", False):
        return
    from codex_tools.storage.cache.results import remember

    where = str(settings.root), *settings.walked
    remember(call, dependencies(settings, job.options.paths), where, listing.walked, text, status)
