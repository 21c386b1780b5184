"""``codex mv``, which is ``codex rename`` under a shorter name."""

from __future__ import annotations

import click

from codex_tools.commands import rename

command = click.Command(
    "mv",
    callback=rename.command.callback,
    params=rename.command.params,
    help=rename.command.help,
    short_help="The same as `codex rename`.",
)
