"""``codex check``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from codex_tools.commands.check.options import Options
from codex_tools.commands.check.run import run
from codex_tools.model import Severity
from codex_tools.reporters import formats
from codex_tools.runtime import discovery
from codex_tools.terminal.options import COLOUR, PATHS, base_flags, base_options, selection_options

SEVERITIES = [severity.label for severity in Severity]
COUNTED = ("full", "concise", "grouped", "json")
"""The formats that ``--statistics`` has; the first three are one."""


@click.command(
    "check",
    epilog="Exit status: 0 when nothing is found, 1 when something is, with --diff "
    "when something would be repaired, 2 when the check could not be made.",
)
@PATHS
@click.option(
    "--format",
    "output_format",
    type=click.Choice(discovery.names(formats)),
    default="full",
    show_default=True,
    help="The form of the output.",
)
@click.option(
    "--output-file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the report there instead of standard output.",
)
@selection_options
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
    help="Record today's findings, so that only new ones are reported; a baseline that is there "
    "only shrinks.",
)
@click.option("--no-baseline", is_flag=True, help="Report what the baseline knows too.")
@click.option(
    "--statistics", is_flag=True, help="Count the findings of each rule instead; also as json."
)
@click.option("--show-files", is_flag=True, help="List the files that would be checked.")
@click.option(
    "--staged",
    is_flag=True,
    help="Judge what git has staged: report what stands in it, and what it breaks elsewhere.",
)
@click.option(
    "--since",
    metavar="REV",
    default="",
    help="As --staged, for all that changed from this revision to what is staged.",
)
@click.option(
    "--stdin-filename",
    type=click.Path(path_type=Path),
    help="With - for PATHS: the file that the text from standard input is, or is to be.",
)
@base_options
@COLOUR
def command(**given: Any) -> None:
    """Check the knowledge base, or report only what stands in PATHS.

    The whole knowledge base is always read, because a link may lead anywhere. PATHS may be - for a
    text from standard input, with --stdin-filename.
    """
    options = Options(base=base_flags(), **given)
    _check_modes(options)
    sys.exit(run(options, click.get_current_context().obj))


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
    if options.output_file and chosen and chosen[0] not in ("statistics", "fix"):
        mode = chosen[0].replace("_", "-")
        raise click.UsageError(f"--output-file takes a report, which --{mode} does not make")
    if options.of_changes:
        _check_reports(options, chosen)
    _check_stdin(options, chosen)
    if options.write_baseline and options.no_baseline:
        raise click.UsageError("--write-baseline and --no-baseline do not go together")
    if options.write_baseline and options.paths:
        raise click.UsageError("a baseline is that of the whole knowledge base, not of PATHS")


def _check_stdin(options: Options, modes: list[str]) -> None:
    """Raise UsageError for what does not go with a text from standard input."""
    is_stdin = Path("-") in options.paths
    if is_stdin != (options.stdin_filename is not None):
        raise click.UsageError("- for a text from standard input goes with --stdin-filename")
    if not is_stdin:
        return
    if len(options.paths) > 1:
        raise click.UsageError("- is a text of its own; leave the other PATHS out")
    if modes and modes[0] != "statistics":
        mode = modes[0].replace("_", "-")
        raise click.UsageError(f"--stdin-filename and --{mode} do not go together")


def _check_reports(options: Options, modes: list[str]) -> None:
    """Raise UsageError for what does not go with the check of a change."""
    flag = "--since" if options.since else "--staged"
    if options.staged and options.since:
        raise click.UsageError("--staged and --since do not go together: both judge what is staged")
    if options.paths:
        raise click.UsageError(f"{flag} finds the changed files itself; leave PATHS out")
    if modes and modes[0] != "statistics":
        mode = modes[0].replace("_", "-")
        raise click.UsageError(f"{flag} and --{mode} do not go together")
