"""``codex config schema`` and ``codex config show``."""

from __future__ import annotations

from pathlib import Path

import click

from codex_tools.app.configuration import root_for
from codex_tools.reporters.envelope import envelope
from codex_tools.reporters.settings import setting_dicts, settings_toml
from codex_tools.runtime.printable import json_text
from codex_tools.settings import config_schema, settings_layers
from codex_tools.terminal.options import AS_TEXT_OR_JSON, base_flags, base_options, settings_for
from codex_tools.terminal.output import say


@click.group("config")
def command() -> None:
    """Show the settings in force, or the schema of a configuration."""


@command.command("schema")
def schema() -> None:
    """Print the JSON Schema of a configuration."""
    say(json_text(config_schema(), indent=2))


@command.command("show")
@AS_TEXT_OR_JSON
@base_options
def show(output_format: str, root: Path | None) -> None:
    """Print the settings in force, and where each is from.

    They are TOML, with the file or the flag behind each.
    """
    folder = root_for(root)
    settings_for(root)
    layers = settings_layers(folder, *base_flags()[:2])
    if output_format == "json":
        say(envelope("config", folder, setting_dicts(folder, layers)))
    else:
        say(settings_toml(folder, layers))
