"""``codex link``."""

from __future__ import annotations

from typing import Any

import click

from codex_tools.commands.link.options import Options
from codex_tools.commands.link.run import run
from codex_tools.terminal.options import (
    COLOUR,
    PATHS,
    base_flags,
    base_options,
    text_json_or_markdown,
)


def _a_number(_: click.Context, __: click.Parameter, value: float | None) -> float | None:
    """Refuse ``nan``, which is in no range and outside none."""
    if value != value:
        raise click.BadParameter("this is not a number")
    return value


@click.command("link")
@PATHS
@click.option(
    "--staged", is_flag=True, help="Only links with a file at an end that git has staged."
)
@click.option("--backfill", is_flag=True, help="Write the links into the files, at both ends.")
@click.option(
    "--fix",
    is_flag=True,
    help="With --backfill: repair what the new links make wrong, such as the status of a source.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option("--diff", is_flag=True, help="Show what would be written as a diff; write nothing.")
@click.option(
    "--review",
    is_flag=True,
    help="Ask about the links that are not sure enough, one by one. Accepted ones are written, "
    "rejected ones are kept in codex-rejected-links.json and never proposed again.",
)
@click.option("--explain", metavar="CLAIM", help="Show the evidence for the sources of one claim.")
@click.option(
    "--evaluate",
    is_flag=True,
    help="Predict the links that are known as if they were not there, and say how well.",
)
@click.option(
    "--calibrate",
    is_flag=True,
    help="Fit the weights of the evidence to the known links; kept in the configuration.",
)
@click.option(
    "--target-precision",
    type=click.FloatRange(0, 1),
    help="With --evaluate: the precision to look for the threshold of.  [default: 0.97]  "
    "With --calibrate: write links from the threshold with this precision on.  [default: highest "
    "F1]",
)
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    callback=_a_number,
    help="Write links from this probability on, instead of the calibrated one.",
)
@click.option(
    "--limit",
    type=click.IntRange(1),
    metavar="N",
    help="Write N links at most, in the order of their claims; the next run goes on from there.",
)
@click.option("--no-git", is_flag=True, help="Do not look into the history for evidence.")
@text_json_or_markdown("the description of a pull request")
@base_options
@COLOUR
def command(**given: Any) -> None:
    """Find which claims and sources belong together, and why.

    Links that stand at one end only are completed; then each claim without a link is matched
    against the archived sources, and only what is sure is linked. Without --backfill nothing is
    written. PATHS limit the links to those with one of these files, or of the files in these
    folders, at an end.
    """
    run(Options(**given, base=base_flags()), click.get_current_context().obj)
