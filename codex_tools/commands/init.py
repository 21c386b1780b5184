"""``codex init``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from codex_tools.app.access import access
from codex_tools.errors import SettingsError
from codex_tools.runtime.printable import printable
from codex_tools.settings.config_files import FILES, config_file
from codex_tools.storage.guarded import (
    MAX_CONFIGURATION,
    GuardedError,
    parse_json,
    read_inside,
)
from codex_tools.terminal.options import ROOT
from codex_tools.terminal.output import say, tell

if TYPE_CHECKING:
    from codex_tools.app.suggest_config import Suggestion


@click.command("init")
@click.option("--dry-run", is_flag=True, help="Print the configuration, and write nothing.")
@ROOT
def command(dry_run: bool, root: Path | None) -> None:
    """Look at this folder, or at --root, and write a codex.toml that fits it.

    A configuration that is there already is never touched.
    """
    folder = (root or Path.cwd()).resolve()
    with access(folder, writes=not dry_run, tell=tell):
        _init(folder, dry_run)


def _init(folder: Path, dry_run: bool) -> None:
    from codex_tools.storage.writing.together import write_together

    existing = config_file(folder)
    if existing is not None and not dry_run:
        raise SettingsError(f"{existing} is there already, so nothing is written; see --dry-run")
    found = _suggested(folder)
    for line in found.seen:
        say(line, err=True)
    if dry_run:
        say(found.text, end="")
        return
    write_together(folder, {FILES[0]: (None, found.text.encode("utf-8", "replace"))})
    say(f"Written: {printable(str(folder / FILES[0]))}", err=True)


def _suggested(folder: Path) -> Suggestion:
    from codex_tools.app.suggest_config import suggest_config
    from codex_tools.app.workspace import load
    from codex_tools.settings import load_settings

    exclude = _templates(folder)
    base = load(load_settings(folder, isolated=True, exclude=exclude))
    return suggest_config(base, (folder / ".obsidian").is_dir(), exclude)


def _templates(folder: Path) -> tuple[str, ...]:
    """Return the folder in which an Obsidian vault keeps templates, which are no notes yet."""
    try:
        data = read_inside(folder, folder / ".obsidian" / "templates.json", MAX_CONFIGURATION)
        settings = parse_json(data)
    except (GuardedError, ValueError):
        return ()
    name = settings.get("folder") if isinstance(settings, dict) else None
    return (name.strip("/"),) if isinstance(name, str) and name.strip("/") else ()
