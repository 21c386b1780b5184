"""``codex impact``."""

from __future__ import annotations

from pathlib import Path

import click

from codex_tools.app.paths import find_note
from codex_tools.terminal.options import AS_TEXT_OR_JSON, AT, COLOUR, base_options, state_for
from codex_tools.terminal.output import is_coloured, say


@click.command("impact")
@click.argument("name", metavar="CLAIM|SOURCE|ADDRESS")
@AS_TEXT_OR_JSON
@AT
@base_options
@COLOUR
def command(name: str, output_format: str, root: Path | None, color: str) -> None:
    """Say what falls, and what rises, without a claim or a source.

    The note is given by a path, a name, a title, an id or its web address. A source is retired with
    all copies of it. An address may also be one that notes only name; these are listed.
    """
    from codex_tools.app.argument import impact_of, subject_called
    from codex_tools.reporters.argument.impact import impact_dict, impact_text
    from codex_tools.reporters.envelope import envelope
    from codex_tools.weighing.weighed import weighed

    base, settings = state_for(root)
    subject = subject_called(base, name, lambda each: find_note(base, settings, each))
    found = impact_of(base, subject)
    argument = weighed(base).argument
    if output_format == "json":
        say(envelope("impact", settings.root, [impact_dict(argument, subject, found)]))
    else:
        say(impact_text(argument, subject, found), coloured=is_coloured(color))
