"""``codex impact``."""

from __future__ import annotations

from pathlib import Path

import click

from codex_tools.app.paths import find_note
from codex_tools.terminal.options import AS_TEXT_OR_JSON, AT, COLOUR, base_options, state_for
from codex_tools.terminal.output import is_coloured, say


@click.command("impact")
@click.argument("note", metavar="CLAIM|SOURCE")
@AS_TEXT_OR_JSON
@AT
@base_options
@COLOUR
def command(note: str, output_format: str, root: Path | None, color: str) -> None:
    """Say what loses or gains its standing if a claim or a source is retired.

    The note is given by a path, a name or a title. A source is retired with all copies of it.
    """
    from codex_tools.app.argument import impact_of
    from codex_tools.reporters.argument.impact import impact_dict, impact_text
    from codex_tools.reporters.envelope import envelope
    from codex_tools.weighing.weighed import weighed

    base, settings = state_for(root)
    path = find_note(base, settings, note).path
    found = impact_of(base, base.notes[path])
    argument = weighed(base).argument
    if output_format == "json":
        say(envelope("impact", settings.root, [impact_dict(argument, path, found)]))
    else:
        say(impact_text(argument, path, found), coloured=is_coloured(color))
