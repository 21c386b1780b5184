"""Options and arguments that commands share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import click

from codex_tools.config_files import Layer, find_root
from codex_tools.errors import SettingsError
from codex_tools.settings import Settings, load_settings, selectors, settings_layers
from codex_tools.wording import nearest

_CONFIG, _ISOLATED, _NO_CACHE, _EXECUTOR = (
    f"{__name__}.{flag}" for flag in ("config", "isolated", "cache", "executor")
)
"""Where the context keeps these flags, so that commands need not pass them on."""

ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of the knowledge base. Otherwise it is looked for upwards from where you are.",
)
CONFIG = click.option(
    "--config",
    multiple=True,
    metavar="KEY=VALUE|FILE",
    expose_value=False,
    callback=lambda context, _, value: context.meta.update({_CONFIG: value}),
    help="A setting, such as severity.RF001=info, or a TOML file instead of the one found.",
)
ISOLATED = click.option(
    "--isolated",
    is_flag=True,
    expose_value=False,
    callback=lambda context, _, value: context.meta.update({_ISOLATED: value}),
    help="Read no configuration file.",
)
NO_CACHE = click.option(
    "--no-cache",
    is_flag=True,
    expose_value=False,
    callback=lambda context, _, value: context.meta.update({_NO_CACHE: value}),
    help="Read everything anew, and keep nothing for the next run.",
)
EXECUTOR = click.option(
    "--executor",
    metavar="dask://HOST:PORT",
    expose_value=False,
    callback=lambda context, _, value: context.meta.update({_EXECUTOR: value}),
    help="Let the workers of this Dask cluster read and match. Needs codex-tools[dask].",
)
AS_TEXT_OR_JSON = click.option(
    "--format",
    "output_format",
    type=click.Choice(["json", "text"]),
    default="text",
    show_default=True,
    help="The form of the output.",
)
PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
COLOUR = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Whether to colour the output.",
)


Command = TypeVar("Command", bound=Callable[..., Any])


def base_options(command: Command) -> Command:
    """Add the options of every command that reads a knowledge base.

    They are ``--root``, which the command passes to :func:`settings_for`, and ``--config``,
    ``--isolated``, ``--no-cache`` and ``--executor``, which that function finds by itself.
    """
    return ROOT(CONFIG(ISOLATED(NO_CACHE(EXECUTOR(command)))))


def settings_for(root: Path | None, paths: Sequence[Path] = (), **flags: Any) -> Settings:
    """Load the settings of the knowledge base at ``root``, of ``paths``, or around us.

    The flags of :func:`base_options` count, and ``flags`` that are not ``None`` go before all.
    Raises SettingsError for what cannot be used, rules that do not exist among it.
    """
    folder = root_for(root, paths)
    check_selectors(settings_layers(folder, *config_flags()))
    meta = click.get_current_context().meta
    if meta.get(_NO_CACHE):
        flags["cache"] = False
    return load_settings(folder, *config_flags(), executor=meta.get(_EXECUTOR), **flags)


def check_selectors(layers: Iterable[Layer]) -> None:
    """Raise SettingsError for selectors in tables of settings that fit no rule, all of them."""
    given = [(layer, *found) for layer in layers for found in selectors(layer)]
    if not given:
        return
    from codex_tools.registry import all_rules, is_known

    known = [word for rule in all_rules() for word in (rule.code, rule.name)]
    problems = [
        f"{layer.place(keys)}: no rule has a code or name like `{name}`{nearest(name, known)}"
        for layer, keys, name in given
        if not is_known(name)
    ]
    if problems:
        raise SettingsError("\n".join(problems))


def root_for(root: Path | None, paths: Sequence[Path] = ()) -> Path:
    """Return the root that is given, or that of the knowledge base of ``paths`` or around us."""
    return root.resolve() if root else find_root(paths[0] if paths else Path.cwd())


def config_flags() -> tuple[tuple[str, ...], bool]:
    """Return ``--config`` and ``--isolated`` as they were given on the command line."""
    meta = click.get_current_context().meta
    return meta.get(_CONFIG, ()), meta.get(_ISOLATED, False)


def batches(pieces: Iterable[str], size: int = 1_000) -> Iterator[str]:
    """Join the pieces of an output: each write is flushed, and thousands of them take long."""
    rest = iter(pieces)
    while batch := "".join(islice(rest, size)):
        yield batch


def is_coloured(choice: str) -> bool:
    """Turn ``--color``, the environment and the terminal into whether to colour the output."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()
