"""``codex init``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from codex_tools.app.access import access
from codex_tools.errors import SettingsError
from codex_tools.runtime.printable import printable
from codex_tools.settings.config_files import config_file
from codex_tools.terminal.options import ROOT
from codex_tools.terminal.output import say, tell

if TYPE_CHECKING:
    from codex_tools.survey.values import Question, Survey


@click.command("init")
@click.option("--dry-run", is_flag=True, help="Print the configuration, and write nothing.")
@click.option("--yes", "-y", is_flag=True, help="Take what is proposed, and ask nothing.")
@click.option("--okf", is_flag=True, help="Begin a bundle of the Open Knowledge Format.")
@ROOT
def command(dry_run: bool, yes: bool, okf: bool, root: Path | None) -> None:
    """Look at this folder, or at --root, and write a codex.toml that fits it.

    What is proposed is counted in the files: kinds and their roles, fields, relations, levels of
    confidence, schemas, folders to leave out. On a terminal it asks where the files do not tell. A
    configuration that is there already is never touched.
    """
    folder = (root or Path.cwd()).resolve()
    with access(folder, writes=not dry_run, tell=tell):
        if okf:
            _begin_bundle(folder, dry_run)
        else:
            _init(folder, dry_run, asks=_is_interactive() and not (yes or dry_run))


def _begin_bundle(folder: Path, dry_run: bool) -> None:
    from codex_tools.app.bundles import start_bundle
    from codex_tools.app.workspace import load
    from codex_tools.settings import load_settings
    from codex_tools.storage.writing.together import write_together

    existing = config_file(folder)
    if existing is not None:
        raise SettingsError(f'{existing} is there already; add `model = "okf"` to it')
    made = start_bundle(load(load_settings(folder, isolated=True)))
    if not dry_run:
        write_together(folder, made)
    for path in sorted(made):
        verb = "Would write" if dry_run else "Written"
        say(f"{verb}: {printable(str(folder / path))}", err=True)


def _is_interactive() -> bool:
    return sys.stdin.isatty()


def _init(folder: Path, dry_run: bool, asks: bool) -> None:
    from codex_tools.app.init import write
    from codex_tools.reporters.init import configuration, seen

    existing = config_file(folder)
    if existing is not None and not dry_run:
        raise SettingsError(f"{existing} is there already, so nothing is written; see --dry-run")
    found = _proposal(folder, asks)
    for line in seen(found):
        say(line, err=True)
    if dry_run:
        say(configuration(found), end="")
        return
    for path in write(folder, configuration(found), found.schemas):
        say(f"Written: {printable(str(folder / path))}", err=True)


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
