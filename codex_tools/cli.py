"""The command line. This module and the commands are the only code that prints or exits."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click
from click.exceptions import NoArgsIsHelpError

from codex_tools import __version__, commands
from codex_tools.runtime import discovery
from codex_tools.runtime.printable import printable
from codex_tools.terminal.failure import exit_status, is_json_asked_for, misuse

if TYPE_CHECKING:
    from codex_tools.storage.cache.results import Call


class LazyGroup(click.Group):
    """A group whose commands are the modules of a package, imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands without importing them."""
        return discovery.names(commands)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; ``None`` where there is none of that name."""
        if cmd_name not in discovery.names(commands):
            return None
        module = discovery.load(commands, cmd_name)
        if hasattr(module, "__path__"):  # a folder, whose flags stand in a module of their own
            module = discovery.load(module, "command")
        return _with_help(module.command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command of ``args``; name the nearest one when there is none."""
        from codex_tools.runtime.text import did_you_mean

        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            words = error.message.rstrip(".") + did_you_mean(args[0], self.list_commands(ctx))
            raise click.UsageError(words, ctx) from error

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command of ``ctx``; what is wrong with its arguments is said in plain letters."""
        try:
            return super().invoke(ctx)
        except NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            raise click.UsageError(printable(_words(error)), error.ctx) from error


def _words(error: click.UsageError) -> str:
    """Say in one line what is wrong with arguments; click lists choices on lines of their own."""
    words = " ".join(error.format_message().split())
    hint = "; put a title between quotes" if "unexpected extra argument" in words else ""
    return f"{words}{hint}"


EXIT_STATUS = "Exit status: 0 when it is done, 2 when it cannot be done."


def _with_help(command: click.Command) -> click.Command:
    """Give a command, and those in it, the help that Python dropped with the docstrings, and say
    what its exit statuses mean."""
    if command.help is None and command.callback is not None:
        from codex_tools.runtime.docstrings import docstring

        command.help = docstring(command.callback)
    if not isinstance(command, click.Group) and command.epilog is None:
        command.epilog = EXIT_STATUS
    if isinstance(command, click.Group) and not isinstance(command, LazyGroup):
        for inner in command.commands.values():
            _with_help(inner)
    return command


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Begin with `codex init` and `codex check`; `codex COMMAND --help` says more of each.",
)
@click.version_option(__version__, "-V", "--version", message="codex %(version)s")
def codex() -> None:
    """Check, link and index a knowledge base made of Markdown claims."""


def main(arguments: list[str] | None = None, call: Call | None = None) -> int:
    """Run the command line; returns the exit status: 0 clean, 1 findings, 2 misuse or failure.

    ``call`` is given where the result may be kept for the next time.
    """
    as_json = is_json_asked_for(sys.argv[1:] if arguments is None else arguments)
    try:
        command = _with_help(codex)
        done = command.main(arguments, "codex", obj=call, standalone_mode=not as_json)
        return done if isinstance(done, int) else 0
    except click.ClickException as error:  # which click shows by itself where no JSON is wanted
        return misuse(error.format_message())
    except click.Abort:
        return exit_status(KeyboardInterrupt())
    except BaseException as error:  # noqa: BLE001 - click ends with an exception even where all is well
        return exit_status(error, as_json)
