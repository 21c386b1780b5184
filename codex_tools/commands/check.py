"""``codex check``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from codex_tools import plugins, reporters, session
from codex_tools.commands._diff import unified_diff
from codex_tools.commands._options import COLOUR, PATHS, ROOT, batches, is_coloured, settings_for
from codex_tools.model import Severity
from codex_tools.wording import counted

if TYPE_CHECKING:
    from codex_tools.fixing import Outcome

SEVERITIES = [severity.label for severity in Severity]


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
@click.option("--select", multiple=True, help="Only these rules: codes, prefixes, names or ALL.")
@click.option("--ignore", multiple=True, help="Not these rules.")
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    default="warning",
    show_default=True,
    help="The severity from which on findings make the exit status 1.",
)
@click.option("--fix", "fixes", is_flag=True, help="Repair what can be repaired safely.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: guesses too.")
@click.option("--diff", is_flag=True, help="Show the repairs as a diff; write nothing.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@ROOT
@COLOUR
def command(
    paths: tuple[Path, ...],
    output_format: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    fixes: bool,
    unsafe_fixes: bool,
    diff: bool,
    exit_zero: bool,
    root: Path | None,
    color: str,
) -> None:
    """Check the knowledge base, or report only what stands in PATHS.

    The whole knowledge base is always read, because a link may lead anywhere. Exit status: 0 when
    nothing is found, 1 when something is, 2 when the check could not be made.
    """
    settings = settings_for(root, paths, select=select or None, ignore=ignore or None)
    base = session.load(settings)
    only = session.paths_below(base, settings, paths) if paths else None
    if fixes or diff:
        report, outcome = session.fix(settings, only, unsafe_fixes)
    else:
        report, outcome = session.check(base, settings, only), None
    if outcome and diff:
        click.echo(unified_diff(outcome), nl=False)
        sys.exit(1 if outcome.files and not exit_zero else 0)
    if outcome:
        session.write(outcome, settings)
        click.echo(_fixed(outcome), err=True)
    reporter = plugins.load(reporters, output_format)
    coloured = is_coloured(color)
    for text in batches(reporter.render(report, coloured)):
        click.echo(text, nl=False, color=coloured)
    failed = report.fails(Severity[fail_on.upper()])
    sys.exit(1 if failed and not exit_zero else 0)


def _fixed(outcome: Outcome) -> str:
    """Say how much was repaired, and what was not and why."""
    made = f"{counted(len(outcome.made), 'repair')} in {counted(len(outcome.files), 'file')}."
    refused = (f"Not made: {each.fix.title}: {each.reason}" for each in outcome.refused)
    return "\n".join((made, *refused))
