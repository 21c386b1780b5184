"""Options and arguments that commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from codex_tools.app.configuration import BaseFlags, settings_of
from codex_tools.errors import NotFoundError
from codex_tools.settings import Settings

if TYPE_CHECKING:
    from codex_tools.app.revisions import State

_KEPT = {flag: f"{__name__}.{flag}" for flag in (*BaseFlags._fields, "at")}
"""Where the context keeps these flags, so that commands need not pass them on."""


def _keep(context: click.Context, option: click.Parameter, value: Any) -> None:
    context.meta[_KEPT[str(option.name)]] = value


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
    callback=_keep,
    help="A setting, such as severity.RF001=info, or a TOML file instead of the one found.",
)
ISOLATED = click.option(
    "--isolated",
    is_flag=True,
    expose_value=False,
    callback=_keep,
    help="Read no configuration file.",
)
NO_CACHE = click.option(
    "--no-cache",
    is_flag=True,
    expose_value=False,
    callback=_keep,
    help="Read everything anew, and keep nothing for the next run.",
)
EXECUTOR = click.option(
    "--executor",
    metavar="dask://HOST:PORT",
    expose_value=False,
    callback=_keep,
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
LIMIT = click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help="How many notes are shown.",
)
AT = click.option(
    "--at",
    metavar="REVISION",
    expose_value=False,
    callback=_keep,
    help="Ask the base as git has it at this revision; nothing is checked out.",
)
WORDS = click.argument("words", metavar="TEXT", nargs=-1, required=True)
PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
Command = TypeVar("Command", bound=Callable[..., Any])
COLOUR = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Whether to colour the output.",
)


def text_json_or_markdown(use: str) -> Callable[[Command], Command]:
    """Return the option for the form of an output that has Markdown too; ``use`` is what for."""
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(["json", "markdown", "text"]),
        default="text",
        show_default=True,
        help=f"The form of the output; markdown is {use}.",
    )


def _separate(_: click.Context, __: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    """Take selectors that are given together, with commas between them, apart."""
    return tuple(each.strip() for value in values for each in value.split(","))


def _selectors(flag: str, words: str) -> Callable[[Command], Command]:
    return click.option(flag, multiple=True, metavar="RULES", callback=_separate, help=words)


SELECT = _selectors(
    "--select", "Only these rules: codes, prefixes, names or ALL, with commas between them."
)
EXTEND_SELECT = _selectors("--extend-select", "These rules too.")
IGNORE = _selectors("--ignore", "Not these rules.")


def base_options(command: Command) -> Command:
    """Add the options of every command that reads a knowledge base.

    They are ``--root``, which the command passes to :func:`settings_for`, and ``--config``,
    ``--isolated``, ``--no-cache`` and ``--executor``, which that function finds by itself.
    """
    return ROOT(CONFIG(ISOLATED(NO_CACHE(EXECUTOR(command)))))


def selection_options(command: Command) -> Command:
    """Add the options that choose rules: ``--select``, ``--extend-select`` and ``--ignore``."""
    return SELECT(EXTEND_SELECT(IGNORE(command)))


def settings_for(root: Path | None, paths: Sequence[Path] = (), **flags: Any) -> Settings:
    """Load the settings with the flags of :func:`base_options`.

    See :func:`~codex_tools.app.configuration.settings_of`.
    """
    return settings_of(base_flags(), root, paths, **flags)


def state_for(root: Path | None) -> State:
    """Load the knowledge base, on disk or at the revision of ``AT``, with its settings there.

    Raises NotFoundError where a revision has no notes of it.
    """
    from codex_tools.app.revisions import Revisions

    known = Revisions(settings_for(root), settings_for)
    revision = _kept().get("at")
    if revision is None:
        return known.on_disk
    state = known.at(revision)
    if not state.base.notes:
        raise NotFoundError(f"{state.settings.root} has no notes at {revision}")
    return state


def base_flags() -> BaseFlags:
    """Return the flags of :func:`base_options` as they were given on the command line."""
    kept = _kept()
    return BaseFlags(**{flag: kept[flag] for flag in BaseFlags._fields if flag in kept})


def _kept() -> dict[str, Any]:
    meta = click.get_current_context().meta
    return {flag: meta[name] for flag, name in _KEPT.items() if name in meta}
