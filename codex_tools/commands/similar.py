"""``codex similar``."""

from __future__ import annotations

from pathlib import Path

import click

from codex_tools.app.workspace import load
from codex_tools.terminal.options import (
    AS_TEXT_OR_JSON,
    COLOUR,
    LIMIT,
    WORDS,
    base_options,
    settings_for,
)
from codex_tools.terminal.output import is_coloured, say


@click.command("similar")
@WORDS
@LIMIT
@AS_TEXT_OR_JSON
@base_options
@COLOUR
def command(
    words: tuple[str, ...], limit: int, output_format: str, root: Path | None, color: str
) -> None:
    """Find the notes that say the same as TEXT, or the opposite.

    It is held against the titles of notes, and what is like it is found too.
    """
    from codex_tools.app.similar import similar
    from codex_tools.reporters.authoring import alike_dict, alike_text
    from codex_tools.reporters.envelope import envelope

    settings = settings_for(root)
    text = " ".join(words)
    found = similar(load(settings), text, limit)
    if output_format == "json":
        say(envelope("similar", settings.root, map(alike_dict, found), text=text))
    else:
        say(alike_text(found), coloured=is_coloured(color))
