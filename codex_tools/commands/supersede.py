"""``codex supersede``."""

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


@click.command("supersede")
@click.argument("old")
@click.argument("new")
@DRY_RUN
@DIFF
@AS_TEXT_OR_JSON
@base_options
def command(old: str, new: str, root: Path | None, **given: Any) -> None:
    """Let the note NEW take the place of OLD.

    OLD gets the status of a replaced note and the day, and both name each other. The notes that
    fall or rise with it are listed. OLD and NEW are paths, names, titles or ids.
    """
    from codex_tools.app.authoring.retirement import supersede

    settings = settings_for(root)
    with access(settings.root, not (given["dry_run"] or given["diff"]), tell):
        base = load(settings)
        replaced, replacing = (find_note(base, settings, name) for name in (old, new))
        found = supersede(base, settings, replaced, replacing, today())
        print_retirement(base, settings, found, given)
