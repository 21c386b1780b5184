"""``codex check``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from codex_tools import loading, plugins, reporters, session
from codex_tools.commands._diff import unified_diff
from codex_tools.commands._options import (
    COLOUR,
    PATHS,
    base_options,
    batches,
    is_coloured,
    settings_for,
)
from codex_tools.commands._progress import progress
from codex_tools.model import Report, Severity
from codex_tools.registry import all_rules
from codex_tools.wording import counted

if TYPE_CHECKING:
    from collections.abc import Collection

    from codex_tools.baseline import Split
    from codex_tools.corpus import KnowledgeBase
    from codex_tools.fixing import Outcome
    from codex_tools.settings import Settings

SEVERITIES = [severity.label for severity in Severity]
COUNTED = ("full", "concise", "grouped", "json")
"""The formats that ``--statistics`` has; the first three are one."""

SELECTORS = "codes, prefixes, names or ALL"


class Options(NamedTuple):
    """The flags of ``codex check``, under the names of their parameters."""

    paths: tuple[Path, ...]
    output_format: str
    output_file: Path | None
    select: tuple[str, ...]
    extend_select: tuple[str, ...]
    ignore: tuple[str, ...]
    fail_on: str | None
    exit_zero: bool
    fixes: bool
    unsafe_fixes: bool
    diff: bool
    add_ignore: bool
    write_baseline: bool
    no_baseline: bool
    statistics: bool
    show_files: bool
    root: Path | None
    color: str

    def settings(self) -> Settings:
        """Load the settings, these flags going before the configuration."""
        return settings_for(
            self.root,
            self.paths,
            select=self.select or None,
            extend_select=self.extend_select or None,
            ignore=self.ignore or None,
            fail_on=Severity[self.fail_on.upper()] if self.fail_on else None,
            baseline="" if self.no_baseline else None,
        )


@click.command("check")
@PATHS
@click.option(
    "--format",
    "output_format",
    type=click.Choice(plugins.names(reporters)),
    default="full",
    show_default=True,
    help="The form of the output.",
)
@click.option(
    "--output-file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the report there instead of standard output.",
)
@click.option("--select", multiple=True, help=f"Only these rules: {SELECTORS}.")
@click.option("--extend-select", multiple=True, help="These rules too.")
@click.option("--ignore", multiple=True, help="Not these rules.")
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    help="The severity from which on findings make the exit status 1.  [default: warning]",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@click.option("--fix", "fixes", is_flag=True, help="Repair what can be repaired safely.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: guesses too.")
@click.option("--diff", is_flag=True, help="Show the repairs as a diff; write nothing.")
@click.option("--add-ignore", is_flag=True, help="Write comments that silence all findings.")
@click.option(
    "--write-baseline",
    is_flag=True,
    help="Take all findings as known; later only drop those that no longer occur.",
)
@click.option("--no-baseline", is_flag=True, help="Report what the baseline knows too.")
@click.option(
    "--statistics", is_flag=True, help="Count the findings of each rule instead; also as json."
)
@click.option("--show-files", is_flag=True, help="List the files that would be checked.")
@base_options
@COLOUR
def command(**given: Any) -> None:
    """Check the knowledge base, or report only what stands in PATHS.

    The whole knowledge base is always read, because a link may lead anywhere. Exit status: 0 when
    nothing is found, 1 when something is, 2 when the check could not be made.
    """
    options = Options(**given)
    _check_modes(options)
    settings = options.settings()
    with progress("reading") as tell:
        base = loading.hold(session.load(settings, progress=tell, meanwhile=all_rules))
    only = session.paths_below(base, settings, options.paths) if options.paths else None
    if options.show_files:
        click.echo(
            "".join(
                f"{path}\n" for path in sorted(session.paths_of(base) if only is None else only)
            ),
            nl=False,
        )
    elif options.write_baseline:
        click.echo(_baseline_words(session.update_baseline(base, settings), settings))
    elif options.add_ignore:
        _add_ignores(base, settings, only)
    elif options.diff:
        _, outcome = session.fix(settings, only, options.unsafe_fixes)
        click.echo(unified_diff(outcome), nl=False)
        sys.exit(1 if outcome.files and not options.exit_zero else 0)
    else:
        _report(base, settings, only, options)


def _check_modes(options: Options) -> None:
    """Raise UsageError for flags that do not go together."""
    modes = ("show_files", "write_baseline", "add_ignore", "statistics", "diff")
    chosen = [name for name in modes if getattr(options, name)]
    if options.fixes and not options.diff:
        chosen.append("fix")
    if len(chosen) > 1 and chosen != ["statistics", "fix"]:
        first, second = (name.replace("_", "-") for name in chosen[:2])
        raise click.UsageError(f"--{first} and --{second} do not go together")
    if options.unsafe_fixes and not (options.fixes or options.diff):
        raise click.UsageError("--unsafe-fixes goes with --fix or --diff")
    if options.statistics and options.output_format not in COUNTED:
        words = " or ".join(COUNTED)
        raise click.UsageError(f"--statistics has no format {options.output_format}, only {words}")
    if options.write_baseline and options.paths:
        raise click.UsageError("a baseline is that of the whole knowledge base, not of PATHS")


def _report(
    base: KnowledgeBase, settings: Settings, only: Collection[str] | None, options: Options
) -> None:
    if options.fixes:
        report, outcome = session.fix(settings, only, options.unsafe_fixes)
        session.write(outcome, settings)
        click.echo(_fixed(outcome), err=True)
    else:
        with progress("checking") as tell:
            report = session.check(base, settings, only, tell)
    status = 1 if report.fails(settings.fail_on) and not options.exit_zero else 0
    coloured = is_coloured(options.color) and options.output_file is None
    counts = options.statistics
    pieces = _statistics(report, options) if counts else _render(report, options, coloured)
    if options.output_file:
        session.write_text(options.output_file, "".join(pieces))
    else:
        texts = []
        for text in batches(pieces):
            click.echo(text, nl=False, color=coloured)
            texts.append(text)
        if not options.fixes:
            _remember(base, settings, options, "".join(texts), status)
    sys.exit(status)


def _remember(
    base: KnowledgeBase, settings: Settings, options: Options, text: str, status: int
) -> None:
    """Keep what was printed, so that the next run can print it again if nothing has changed."""
    call, listing = click.get_current_context().obj, base.listing
    if call is None or listing is None or not settings.cache:
        return
    if getattr(plugins.load(reporters, options.output_format), "TELLS_THE_TIME", False):
        return
    from codex_tools.cache.results import remember

    where = str(settings.root), settings.include, settings.exclude
    rests_on = loading.rests_on(settings, options.paths)
    remember(call, rests_on, where, listing.walked, text, status)


def _render(report: Report, options: Options, coloured: bool) -> Any:
    return plugins.load(reporters, options.output_format).render(report, coloured)


def _statistics(report: Report, options: Options) -> list[str]:
    """A line for each rule that found something: how often, its code and its name; or as JSON."""
    from collections import Counter

    counts = Counter((found.code, found.rule) for found in report.diagnostics)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if options.output_format == "json":
        import json

        table = [{"code": code, "rule": rule, "count": each} for (code, rule), each in ranked]
        return [json.dumps(table, indent=2) + "\n"]
    return [f"{number:6,}  {code}  {name}\n" for (code, name), number in ranked]


def _fixed(outcome: Outcome) -> str:
    """Say how much was repaired, and what was not and why."""
    made = f"{counted(len(outcome.made), 'repair')} in {counted(len(outcome.files), 'file')}."
    refused = (f"Not made: {each.fix.title}: {each.reason}" for each in outcome.refused)
    return "\n".join((made, *refused))


def _add_ignores(base: KnowledgeBase, settings: Settings, only: Collection[str] | None) -> None:
    report, outcome = session.add_ignores(base, settings, only)
    session.write(outcome, settings)
    findings = counted(len(report.diagnostics), "finding")
    click.echo(f"{findings} in {counted(len(outcome.files), 'file')} are silenced by comments.")


def _baseline_words(split: Split, settings: Settings) -> str:
    """Say what became of the baseline."""
    lines = [f"Known from now on: {counted(len(split.known), 'finding')} ({settings.baseline})."]
    if split.gone:
        lines.append(f"No longer found, and dropped: {len(split.gone)}.")
    if split.fresh and len(split.fresh) != len(split.known):
        lines.append(f"New, and not taken in: {len(split.fresh)}.")
    return "\n".join(lines)
