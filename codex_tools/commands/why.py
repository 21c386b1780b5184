"""``codex why``."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from codex_tools.app.paths import find_note
from codex_tools.terminal.options import AS_TEXT_OR_JSON, AT, COLOUR, base_options, state_for
from codex_tools.terminal.output import is_coloured, say


@click.command("why")
@click.argument("claim")
@click.option("--numbers", is_flag=True, help="Show bounds for the strength of the evidence too.")
@AS_TEXT_OR_JSON
@AT
@base_options
@COLOUR
def command(claim: str, numbers: bool, output_format: str, root: Path | None, color: str) -> None:
    """Say why a claim stands, or why it does not.

    Its evidence, what it leans on, and what speaks against it. CLAIM is a path, a name, a title or
    an id.
    """
    from codex_tools.app.argument import confidence_of, reasons
    from codex_tools.reporters.argument.why import why_dict, why_text
    from codex_tools.reporters.envelope import envelope

    base, settings = state_for(root)
    found = reasons(base, settings, find_note(base, settings, claim))
    confidence = partial(confidence_of, base)
    if output_format == "json":
        say(envelope("why", settings.root, [why_dict(found, confidence, numbers)]))
    else:
        say(why_text(found, confidence, numbers), coloured=is_coloured(color))
