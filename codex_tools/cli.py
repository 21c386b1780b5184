"""The command line. This module and the commands are the only code that prints or exits."""

from __future__ import annotations

import sys
from typing import Any

import click

from codex_tools import __version__, commands, plugins
from codex_tools.errors import CodexError

FAILURE = 2


class LazyGroup(click.Group):
    """A group whose commands are the modules of a package, imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands without importing them."""
        return plugins.names(commands)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; ``None`` where there is none of that name."""
        if cmd_name not in plugins.names(commands):
            return None
        command: click.Command = plugins.load(commands, cmd_name).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command of ``args``; name the nearest one when there is none."""
        from codex_tools.wording import nearest

        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            words = error.message.rstrip(".") + nearest(args[0], self.list_commands(ctx))
            raise click.UsageError(words, ctx) from error


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="codex %(version)s")
def codex() -> None:
    """Check, link and index a knowledge base made of Markdown claims."""


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line and exit: 0 clean, 1 findings, 2 misuse or failure."""
    try:
        return codex.main(arguments, prog_name="codex")
    except CodexError as error:
        click.echo(f"codex: {error}", err=True)
        sys.exit(FAILURE)
    except Exception as error:
        import traceback

        traceback.print_exception(error)
        click.echo("codex: this is a mistake in codex itself, not in your files", err=True)
        raise SystemExit(FAILURE) from error
