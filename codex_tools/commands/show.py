"""``codex show``."""

from __future__ import annotations

from pathlib import Path

import click

from codex_tools.app.paths import find_note
from codex_tools.app.workspace import load
from codex_tools.terminal.options import AS_TEXT_OR_JSON, COLOUR, base_options, settings_for
from codex_tools.terminal.output import is_coloured, say


@click.command("show")
@click.argument("note")
@AS_TEXT_OR_JSON
@base_options
@COLOUR
def command(note: str, output_format: str, root: Path | None, color: str) -> None:
    """Show one note with what it names and what names it.

    NOTE is a path, a name, a title, a web address, or an id where its kind has a field for one.
    """
    from codex_tools.app.showing import show
    from codex_tools.reporters.envelope import envelope
    from codex_tools.reporters.showing import shown_dict, shown_text

    settings = settings_for(root)
    base = load(settings)
    shown = show(base, find_note(base, settings, note))
    if output_format == "json":
        say(envelope("show", settings.root, [shown_dict(shown)]))
    else:
        say(shown_text(shown), coloured=is_coloured(color))
