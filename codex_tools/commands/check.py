"""``codex check``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from codex_tools import plugins, reporters, session
from codex_tools.commands._options import COLOUR, PATHS, ROOT, colour, settings_for
from codex_tools.model import Severity

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
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@ROOT
@COLOUR
def command(
    paths: tuple[Path, ...],
    output_format: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
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
    report = session.check(base, settings, only)
    reporter = plugins.load(reporters, output_format)
    for piece in reporter.render(report):
        click.echo(piece, nl=False, color=colour(color))
    failed = report.fails(Severity[fail_on.upper()])
    sys.exit(1 if failed and not exit_zero else 0)
