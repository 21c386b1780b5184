"""``codex find``."""

from __future__ import annotations

from pathlib import Path

import click

from codex_tools.terminal.options import (
    AS_TEXT_OR_JSON,
    AT,
    COLOUR,
    LIMIT,
    WORDS,
    base_options,
    state_for,
)
from codex_tools.terminal.output import is_coloured, say


@click.command("find")
@WORDS
@LIMIT
@AS_TEXT_OR_JSON
@AT
@base_options
@COLOUR
def command(
    words: tuple[str, ...], limit: int, output_format: str, root: Path | None, color: str
) -> None:
    """Find the notes that say the words of TEXT, the best first.

    A word in a title counts five times. Notes with all words are shown, or, where there is none,
    notes with any of them.
    """
    from codex_tools.app.tables import database_of
    from codex_tools.query.search import find
    from codex_tools.reporters.envelope import envelope
    from codex_tools.reporters.query import hit_dict, hits_text

    base, settings = state_for(root)
    hits = find(database_of(base, settings, "texts"), " ".join(words), limit)
    if output_format == "json":
        say(envelope("find", settings.root, map(hit_dict, hits)))
    else:
        say(hits_text(hits), coloured=is_coloured(color))
