"""Options and arguments that commands share."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import click

from codex_tools.settings import Settings, find_root, load_settings

ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of the knowledge base. Otherwise it is looked for upwards from where you are.",
)
PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
COLOUR = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Whether to colour the output.",
)


def settings_for(root: Path | None, paths: Sequence[Path] = (), **flags: Any) -> Settings:
    """Load the settings of the knowledge base at ``root``, of ``paths``, or around us."""
    start = root.resolve() if root else find_root(paths[0] if paths else Path.cwd())
    return load_settings(start, **flags)


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
