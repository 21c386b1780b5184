"""``codex watch``."""

from __future__ import annotations

import gc
import time
from pathlib import Path
from typing import Any

import click

from codex_tools.app.configuration import root_for
from codex_tools.app.watch import rounds
from codex_tools.reporters.watch import round_json, round_text
from codex_tools.terminal.options import (
    AS_TEXT_OR_JSON,
    COLOUR,
    base_options,
    selection_options,
    settings_for,
)
from codex_tools.terminal.output import is_coloured, say


@click.command("watch")
@selection_options
@AS_TEXT_OR_JSON
@base_options
@COLOUR
def command(
    output_format: str, root: Path | None, color: str, **selection: tuple[str, ...]
) -> None:
    """Check again whenever a file changes, until Ctrl-C.

    After every change it shows the findings in the files that changed, what is new in files that
    refer to them, and what is gone; as json an object in a line for each check.
    """
    gc.enable()  # which a process that stays needs, see `__main__`
    coloured = is_coloured(color)
    chosen: dict[str, Any] = {name: value or None for name, value in selection.items()}
    try:
        for found in rounds(lambda: settings_for(root, **chosen)):
            if output_format == "json":
                say(round_json(found, root_for(root)))
                continue
            now = time.strftime("%H:%M:%S")
            say(round_text(found, now, coloured), coloured=coloured)
    except KeyboardInterrupt:
        say("\nNo longer watching.", err=True)
