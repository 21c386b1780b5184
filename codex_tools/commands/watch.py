"""``codex watch``."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from codex_tools.app.watch import Round, rounds
from codex_tools.commands._options import COLOUR, base_options, settings_for
from codex_tools.commands._output import is_coloured
from codex_tools.commands.check.command import SELECTORS
from codex_tools.errors import CodexError
from codex_tools.model import Diagnostic, Report
from codex_tools.reporters.formats import full
from codex_tools.reporters.formats._summary import summary
from codex_tools.reporters.formats._text import place, printable
from codex_tools.runtime.text import counted

_MOST = 10
"""How many files or findings are named one by one."""


@click.command("watch")
@click.option("--select", multiple=True, help=f"Only these rules: {SELECTORS}.")
@click.option("--extend-select", multiple=True, help="These rules too.")
@click.option("--ignore", multiple=True, help="Not these rules.")
@base_options
@COLOUR
def command(root: Path | None, color: str, **selection: tuple[str, ...]) -> None:
    """Check again whenever a file changes, until Ctrl-C.

    After every change it shows the findings in the files that changed, what is new in files that
    refer to them, and what is gone.
    """
    coloured = is_coloured(color)
    chosen: dict[str, Any] = {name: value or None for name, value in selection.items()}
    try:
        for found in rounds(lambda: settings_for(root, **chosen)):
            text = _error(found) if isinstance(found, CodexError) else _text(found, coloured)
            click.echo(text, color=coloured)
    except KeyboardInterrupt:
        click.echo("\nNo longer watching.", err=True)


def _error(error: CodexError) -> str:
    return f"{_now()}  {error}\nWaiting for a change."


def _text(found: Round, coloured: bool) -> str:
    if found.first:
        return f"{summary(found.report)} Watching; Ctrl-C ends."
    shown = Report((*found.touched, *found.appeared), 0)
    *paragraphs, _ = full.render(shown, coloured)
    numbers = (
        f"{counted(len(found.touched), 'finding')} in what changed,"
        f" {len(found.appeared):,} new elsewhere, {len(found.gone):,} gone;"
        f" {len(found.report.diagnostics):,} in all ({found.seconds * 1e3:,.0f} ms)."
    )
    head = f"\n{_now()}  {_listed(found.changed) or 'the configuration'} changed\n"
    return "".join([head, *paragraphs, *_gone(found.gone), numbers])


def _gone(gone: Iterable[Diagnostic]) -> list[str]:
    lines = [f"gone: {place(found)} {found.code} {printable(found.message)}\n" for found in gone]
    rest = len(lines) - _MOST
    return [*lines[:_MOST], *([f"… and {rest} more gone\n"] if rest > 0 else [])]


def _listed(paths: tuple[str, ...]) -> str:
    names = ", ".join(map(printable, paths[:_MOST]))
    return f"{names} and {len(paths) - _MOST} more" if len(paths) > _MOST else names


def _now() -> str:
    return time.strftime("%H:%M:%S")
