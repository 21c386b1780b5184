"""``codex retract``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from codex_tools.app.access import access
from codex_tools.app.paths import find_note
from codex_tools.app.workspace import load
from codex_tools.terminal.authoring import DIFF, DRY_RUN, print_retirement, today
from codex_tools.terminal.options import AS_TEXT_OR_JSON, base_options, settings_for
from codex_tools.terminal.output import tell


@click.command("retract")
@click.argument("note")
@DRY_RUN
@DIFF
@AS_TEXT_OR_JSON
@base_options
def command(note: str, root: Path | None, **given: Any) -> None:
    """Take a note back: write that status, and the day.

    The notes that fall or rise with it are listed. NOTE is a path, a name, a title or an id.
    """
    from codex_tools.app.authoring.retirement import retract

    settings = settings_for(root)
    with access(settings.root, not (given["dry_run"] or given["diff"]), tell):
        base = load(settings)
        found = retract(base, settings, find_note(base, settings, note), today())
        print_retirement(base, settings, found, given)
