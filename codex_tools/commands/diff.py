"""``codex diff``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from codex_tools.model import Severity
from codex_tools.settings import Settings
from codex_tools.terminal.options import (
    COLOUR,
    base_options,
    selection_options,
    settings_for,
    text_json_or_markdown,
)
from codex_tools.terminal.output import is_coloured, say


@click.command(
    "diff",
    epilog="Exit status: 0 when no finding is new, 1 when one is that reaches --fail-on, 2 when "
    "the states could not be compared.",
)
@click.argument("base", metavar="BASE")
@click.argument("head", metavar="[HEAD]", required=False)
@text_json_or_markdown("for a comment on a pull request")
@selection_options
@click.option(
    "--fail-on",
    type=click.Choice([severity.label for severity in Severity]),
    help="The severity from which on new findings make the exit status 1.  [default: warning]",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is new.")
@base_options
@COLOUR
def command(
    base: str,
    head: str | None,
    output_format: str,
    fail_on: str | None,
    exit_zero: bool,
    root: Path | None,
    color: str,
    **selection: Any,
) -> None:
    """Say what a change does to the argument, from BASE to HEAD.

    Both are revisions of git; without HEAD it is the working tree. Notes added, retired, renamed
    and reworded, confidence moved, edges and links that came and went, what lost or won its
    grounding or standing, and which findings are new or gone. Both states are read from git;
    nothing is checked out.
    """
    from codex_tools.app.differences import compare
    from codex_tools.app.revisions import Revisions

    flags: dict[str, Any] = {name: value or None for name, value in selection.items()}
    flags["fail_on"] = Severity[fail_on.upper()] if fail_on else None

    def load_settings(folder: Path | None) -> Settings:
        return settings_for(folder, **flags)

    settings = load_settings(root)
    found = compare(Revisions(settings, load_settings), base, head)
    if output_format == "json":
        from codex_tools.reporters.differences.items import differences_dict
        from codex_tools.reporters.envelope import envelope

        say(envelope("diff", settings.root, [differences_dict(found)]))
    else:
        from codex_tools.reporters.differences import text

        render = {"text": text.differences_text, "markdown": text.differences_markdown}
        say(render[output_format](found), coloured=is_coloured(color))
    is_worse = any(each.severity >= found.settings.fail_on for each in found.fresh)
    sys.exit(1 if is_worse and not exit_zero else 0)
