"""``codex init``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from codex_tools.app.access import access
from codex_tools.errors import SettingsError
from codex_tools.runtime.printable import printable
from codex_tools.settings.config_files import config_file
from codex_tools.terminal.options import AS_TEXT_OR_JSON, ROOT
from codex_tools.terminal.output import say, tell

if TYPE_CHECKING:
    from codex_tools.storage.writing.together import Contents
    from codex_tools.survey.values import Question, Survey


class _Made(NamedTuple):
    """What is to be written, what is said of it, and what a dry run shows instead of names."""

    files: Contents
    remarks: tuple[str, ...] = ()
    shown: str = ""


@click.command("init")
@click.option("--dry-run", is_flag=True, help="Print what would be written, and write nothing.")
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
    """Write a codex.toml that fits this folder, or --root.

    What is proposed is counted in the files: kinds and their roles, fields, relations, levels of
    confidence, schemas, folders to leave out. On a terminal it asks where the files do not tell. A
    configuration that is there already is never touched.

    With --agents, AGENTS.md says which commands there are and when to use them. What stands outside
    the marks of that section is never touched.
    """
    if okf and agents:
        raise click.UsageError("--okf and --agents do not go together")
    folder = _root(root) if agents else (root or Path.cwd()).resolve()
    with access(folder, writes=not dry_run, tell=tell):
        if agents:
            made = _agents(folder)
        elif okf:
            made = _bundle(folder)
        else:
            made = _configuration(folder, dry_run, _is_interactive() and not (yes or dry_run))
        if not dry_run:
            from codex_tools.app.init import write

            write(folder, made.files)
    if output_format == "json":
        _print_json(folder, made, dry_run)
    else:
        _print(folder, made, dry_run)


def _root(root: Path | None) -> Path:
    """The root of the base around us, which has its configuration already."""
    from codex_tools.app.configuration import root_for

    return root_for(root)


def _print(folder: Path, made: _Made, dry_run: bool) -> None:
    for line in made.remarks:
        say(line, err=True)
    if dry_run and made.shown:
        say(made.shown, end="")
        return
    verb = "Would write" if dry_run else "Written"
    for path in made.files:
        say(f"{verb}: {printable(str(folder / path))}", err=True)


def _print_json(folder: Path, made: _Made, dry_run: bool) -> None:
    from codex_tools.reporters.changes import changes_dict
    from codex_tools.reporters.envelope import envelope

    told = changes_dict(made.files, not dry_run, remarks=list(made.remarks))
    say(envelope("changes", folder, **told))


def _agents(folder: Path) -> _Made:
    """The section for agents in the file of instructions."""
    from codex_tools.app.agents import FILE, agents_file
    from codex_tools.app.configuration import BaseFlags, settings_of
    from codex_tools.app.workspace import load
    from codex_tools.reporters.changes import changes_diff

    settings = settings_of(BaseFlags(), folder)
    files = agents_file(load(settings), settings)
    remarks = () if files else (f"Up to date: {printable(str(folder / FILE))}",)
    return _Made(files, remarks, changes_diff(files))


def _bundle(folder: Path) -> _Made:
    """The files that make a bundle of the folder."""
    from codex_tools.app.bundles import start_bundle
    from codex_tools.app.workspace import load
    from codex_tools.reporters.changes import changes_diff
    from codex_tools.settings import load_settings

    existing = config_file(folder)
    if existing is not None:
        hint = 'a bundle has `model = "okf"` in it'
        raise SettingsError(f"{existing} is there already, so nothing is written; {hint}")
    made = start_bundle(load(load_settings(folder, isolated=True)))
    files = {path: made[path] for path in sorted(made)}
    return _Made(files, shown=changes_diff(files))


def _is_interactive() -> bool:
    return sys.stdin.isatty()


def _configuration(folder: Path, dry_run: bool, asks: bool) -> _Made:
    """The configuration that fits the folder, and its schemas."""
    from codex_tools.app.init import files_of
    from codex_tools.reporters.init import configuration, seen

    existing = config_file(folder)
    if existing is not None and not dry_run:
        raise SettingsError(f"{existing} is there already, so nothing is written; see --dry-run")
    found = _proposal(folder, asks)
    text = configuration(found)
    return _Made(files_of(text, found.schemas), tuple(seen(found)), text)


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
