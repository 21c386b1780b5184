"""Layers of settings → TOML, each setting with the file or the flag that it is from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codex_tools.runtime.printable import printable
from codex_tools.settings import config_schema, merged
from codex_tools.settings.toml_text import toml_key, toml_value

if TYPE_CHECKING:
    from codex_tools.settings.config_files import Layer


_DEFAULT = "default"


def settings_toml(root: Path, layers: Iterable[Layer]) -> str:
    """Return the settings of the knowledge base at ``root`` that are in force as TOML."""
    layers = list(layers)
    return "\n".join(_lines(root, merged(layers), _origins(layers, root)))


def _origins(layers: Iterable[Layer], root: Path) -> dict[str, str]:
    """Return for each dotted key what set it last."""
    return {
        toml_key(*keys): printable(layer.source.removeprefix(f"{root}/"))
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


def setting_dicts(root: Path, layers: Iterable[Layer]) -> Iterator[dict[str, Any]]:
    """Yield the same for programs."""
    layers = list(layers)
    origins = _origins(layers, root)
    for keys, value in _in_force(merged(layers)):
        key = toml_key(*keys)
        yield {"key": key, "value": value, "source": origins.get(key, _DEFAULT)}


def _in_force(table: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield the keys and values of all settings, those that nobody gave included."""
    for name, about in config_schema()["properties"].items():
        if name in table:
            yield from _leaves({name: table[name]})
        elif "default" in about and name != "extends":
            yield (name,), about["default"]


def _lines(root: Path, table: Mapping[str, Any], origins: Mapping[str, str]) -> Iterator[str]:
    yield f"# The root of the knowledge base is {printable(str(root))}"
    for keys, value in _in_force(table):
        key = toml_key(*keys)
        yield f"{key} = {toml_value(value)}  # {origins.get(key, _DEFAULT)}"
