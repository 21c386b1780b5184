"""``codex config schema`` and ``codex config show``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from codex_tools.commands._options import base_flags, base_options, settings_for
from codex_tools.commands._settings import root_for
from codex_tools.settings import config_schema, merged, settings_layers
from codex_tools.settings.config_files import Layer
from codex_tools.settings.toml_text import toml_key, toml_value


@click.group("config")
def command() -> None:
    """The settings: which there are, and which are in force."""


@command.command("schema")
def schema() -> None:
    """Print the JSON Schema of a configuration, for editors and for people."""
    click.echo(json.dumps(config_schema(), ensure_ascii=False, indent=2))


@command.command("show")
@base_options
def show(root: Path | None) -> None:
    """Print the settings in force as TOML, each with the file or flag that it is from."""
    folder = root_for(root)
    settings_for(root)
    layers = settings_layers(folder, *base_flags()[:2])
    click.echo("\n".join(_lines(folder, merged(layers), _origins(layers, folder))))


def _origins(layers: Iterable[Layer], root: Path) -> dict[str, str]:
    """Return for each dotted key what set it last."""
    return {
        toml_key(*keys): " ".join(layer.source.removeprefix(f"{root}/").split())
        for layer in layers
        for keys, _ in _leaves(layer.table)
    }


def _leaves(table: Mapping[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[Any, Any]]:
    """Yield the paths of keys, and the values, that are no tables."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*above, key))
        else:
            yield (*above, key), value


def _lines(root: Path, table: Mapping[str, Any], origins: Mapping[str, str]) -> Iterator[str]:
    yield f"# The root of the knowledge base is {root}"
    for name, about in config_schema()["properties"].items():
        if name in table:
            for keys, value in _leaves({name: table[name]}):
                key = toml_key(*keys)
                yield f"{key} = {toml_value(value)}  # {origins[key]}"
        elif "default" in about and name != "extends":
            yield f"{name} = {toml_value(about['default'])}  # default"
