"""``codex init``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from codex_tools.app.access import access
from codex_tools.errors import SettingsError
from codex_tools.runtime.printable import printable
from codex_tools.settings.config_files import config_file
from codex_tools.terminal.options import AS_TEXT_OR_JSON, ROOT
from codex_tools.terminal.output import say, tell, write_diff

if TYPE_CHECKING:
    from codex_tools.storage.writing.together import Contents
    from codex_tools.survey.values import Question, Survey


@click.command("init")
@click.option("--dry-run", is_flag=True, help="Print the configuration, and write nothing.")
@click.option("--yes", "-y", is_flag=True, help="Take what is proposed, and ask nothing.")
@click.option("--okf", is_flag=True, help="Begin a bundle of the Open Knowledge Format.")
@click.option(
    "--agents",
    is_flag=True,
    help="Write the section for agents of AGENTS.md instead, or bring it up to date.",
)
@AS_TEXT_OR_JSON
@ROOT
def command(
    dry_run: bool, yes: bool, okf: bool, agents: bool, output_format: str, root: Path | None
) -> None:
    """Look at this folder, or at --root, and write a codex.toml that fits it.

    What is proposed is counted in the files: kinds and their roles, fields, relations, levels of
    confidence, schemas, folders to leave out. On a terminal it asks where the files do not tell. A
    configuration that is there already is never touched.

    With --agents, AGENTS.md says which commands there are and when to use them. What stands outside
    the marks of that section is never touched.
    """
    if agents:
        _write_agents(dry_run, output_format, root)
        return
    folder = (root or Path.cwd()).resolve()
    with access(folder, writes=not dry_run, tell=tell):
        if okf:
            _begin_bundle(folder, dry_run, output_format)
        else:
            asks = _is_interactive() and not (yes or dry_run)
            _init(folder, dry_run, output_format, asks)


def _begin_bundle(folder: Path, dry_run: bool, output_format: str) -> None:
    from codex_tools.app.bundles import start_bundle
    from codex_tools.app.workspace import load
    from codex_tools.settings import load_settings

    existing = config_file(folder)
    if existing is not None:
        raise SettingsError(f'{existing} is there already; add `model = "okf"` to it')
    files = start_bundle(load(load_settings(folder, isolated=True)))
    _write(folder, files, dry_run, output_format)


def _write_agents(dry_run: bool, output_format: str, root: Path | None) -> None:
    from codex_tools.app.agents import FILE, agents_file
    from codex_tools.app.configuration import BaseFlags, settings_of
    from codex_tools.app.workspace import load

    settings = settings_of(BaseFlags(), root)
    with access(settings.root, writes=not dry_run, tell=tell):
        files = agents_file(load(settings), settings)
        _write(settings.root, files, dry_run, output_format)
    if not files and output_format == "text":
        say(f"Up to date: {printable(str(settings.root / FILE))}", err=True)


def _write(
    folder: Path,
    files: Contents,
    dry_run: bool,
    output_format: str,
    remarks: Sequence[str] = (),
    shown: str | None = None,
) -> None:
    """Write files unless it is a ``dry_run``, and print them, ``shown`` in the place of a diff."""
    from codex_tools.app.init import write

    if not dry_run:
        write(folder, files)
    if output_format == "json":
        from codex_tools.reporters.changes import changes_dict
        from codex_tools.reporters.envelope import envelope

        say(envelope("changes", folder, **changes_dict(files, not dry_run, remarks=list(remarks))))
        return
    for line in remarks:
        say(line, err=True)
    if not dry_run:
        for path in files:
            say(f"Written: {printable(str(folder / path))}", err=True)
    elif shown is not None:
        say(shown, end="")
    else:
        from codex_tools.reporters.changes import changes_diff

        write_diff(changes_diff(files))


def _is_interactive() -> bool:
    return sys.stdin.isatty()


def _init(folder: Path, dry_run: bool, output_format: str, asks: bool) -> None:
    from codex_tools.app.init import files_of
    from codex_tools.reporters.init import configuration, seen

    existing = config_file(folder)
    if existing is not None and not dry_run:
        raise SettingsError(f"{existing} is there already, so nothing is written; see --dry-run")
    found = _proposal(folder, asks)
    text = configuration(found)
    files = files_of(text, found.schemas)
    _write(folder, files, dry_run, output_format, list(seen(found)), shown=text)


def _proposal(folder: Path, asks: bool) -> Survey:
    from codex_tools.app.init import propose

    found = propose(folder)
    if not (asks and found.questions):
        return found
    answers = {question.keys: _answer(question) for question in found.questions}
    return propose(folder, answers)


def _answer(question: Question) -> str:
    choices = click.Choice(question.choices) if question.choices else str
    words = printable(question.words)
    answer: str = click.prompt(words, question.proposed, type=choices, err=True)
    return answer
