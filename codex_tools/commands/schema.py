"""``codex schema KIND`` and ``codex schema output NAME``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from codex_tools.base.kinds import no_such_kind
from codex_tools.errors import NotFoundError
from codex_tools.runtime.printable import json_text
from codex_tools.runtime.text import among
from codex_tools.terminal.options import base_options, settings_for
from codex_tools.terminal.output import say

OUTPUT = "output"


@click.command("schema")
@click.argument("kind")
@click.argument("name", required=False)
@base_options
def command(kind: str, name: str | None, root: Path | None) -> None:
    """Print the JSON Schema of a front matter, or of an output.

    `codex schema claim` prints the one for claims as they are in this knowledge base, `codex schema
    output check` the one for `codex check --format json`, and `codex schema output` the names of
    those.
    """
    if kind == OUTPUT:
        _print_output(name)
    elif name is not None:
        raise click.UsageError(f"only `{OUTPUT}` takes a name behind it")
    else:
        say(json_text(_kind_schema(kind, root), indent=2))


def _print_output(name: str | None) -> None:
    from codex_tools.reporters.outputs import output_names, output_schema

    if name is None:
        say("\n".join(output_names()))
    elif name in output_names():
        say(json_text(output_schema(name), indent=2))
    else:
        raise NotFoundError(f"there is no output `{name}`{among(name, output_names())}")


def _kind_schema(kind: str, root: Path | None) -> Mapping[str, Any]:
    known = settings_for(root).kinds.by_name
    if kind not in known:
        raise no_such_kind(kind, known)
    if not known[kind].schema:
        raise NotFoundError(f"the kind `{kind}` has no schema: any front matter is fine there")
    return known[kind].schema
