"""``codex export``."""

from __future__ import annotations

from pathlib import Path

import click

from codex_tools import exports
from codex_tools.app.workspace import load
from codex_tools.reporters.envelope import envelope
from codex_tools.runtime import discovery
from codex_tools.runtime.printable import printable
from codex_tools.runtime.text import pluralise
from codex_tools.terminal.options import AS_TEXT_OR_JSON, base_options, settings_for
from codex_tools.terminal.output import say


@click.command("export")
@click.argument("name", metavar="FORMAT", type=click.Choice(discovery.names(exports)))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@AS_TEXT_OR_JSON
@base_options
def command(name: str, folder: Path, output_format: str, root: Path | None) -> None:
    """Write a copy of the knowledge base in another format.

    It goes into FOLDER, which is new or empty. FORMAT is okf: a bundle of the Open Knowledge
    Format. Each note is a concept with its sources, its typed edges and all else that its front
    matter says; each folder has a list.
    """
    from codex_tools.app.export import export

    settings = settings_for(root)
    made = export(load(settings), settings, name, folder)
    if output_format == "json":
        items = [{"path": path} for path in made.files]
        say(envelope("export", settings.root, items, folder=str(folder), notes=made.notes))
    else:
        files = pluralise(len(made.files), "file")
        words = f"{pluralise(made.notes, 'note')} in {files} written to"
        say(f"{words} {printable(str(folder))}", err=True)
    for path in made.left_out:
        say(f"Not copied, since it cannot be read: {printable(path)}", err=True)
