"""``codex new``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from codex_tools.app.access import access
from codex_tools.app.paths import find_note
from codex_tools.app.workspace import load
from codex_tools.settings import Settings
from codex_tools.terminal.authoring import DIFF, DRY_RUN, print_changes, today
from codex_tools.terminal.options import AS_TEXT_OR_JSON, base_options, settings_for
from codex_tools.terminal.output import say, tell

if TYPE_CHECKING:
    from codex_tools.app.authoring.drafting import Wish
    from codex_tools.base.knowledge_base import KnowledgeBase


@click.command(
    "new",
    epilog="Exit status: 0 when it is written, or shown, 1 when a note says the same already, or "
    "has its path, 2 when it cannot be written.",
)
@click.argument("kind")
@click.argument("title")
@click.option(
    "--from",
    "source",
    metavar="SOURCE",
    help="The archived source that it is from: a path, a name, a title or its web address.",
)
@click.option(
    "--set",
    "fields",
    multiple=True,
    metavar="FIELD=VALUE",
    help="A field of the front matter; the value is read as YAML.",
)
@click.option(
    "--usual-fields",
    is_flag=True,
    help="Also the fields that most notes of the kind have, left empty for you to fill.",
)
@click.option("--body", default="", help="The text below the title; - reads standard input.")
@click.option("--path", default="", help="The path of the file from the root.")
@click.option("--force", is_flag=True, help="Write it though a note says the same.")
@DRY_RUN
@DIFF
@AS_TEXT_OR_JSON
@base_options
def command(root: Path | None, **given: Any) -> None:
    """Write a new note in the way of this knowledge base.

    KIND is one of its kinds, such as claim, and TITLE what the note says. The front matter, the
    folder and the name of the file follow the other notes of the kind and its schema. What the note
    names in a relation with two ends gets the entry at the other end. Notes that say the same, or
    the opposite, are shown first; where one says the same, nothing is written without --force.
    """
    settings = settings_for(root)
    writes = not (given["dry_run"] or given["diff"])
    with access(settings.root, writes, tell):
        status = _new(load(settings), settings, given, writes)
    sys.exit(status)


def _new(base: KnowledgeBase, settings: Settings, given: dict[str, Any], writes: bool) -> int:
    from codex_tools.app.authoring.notes import new_note
    from codex_tools.app.authoring.proposal import write_proposal
    from codex_tools.reporters.authoring import alike_dict, alike_text

    made = new_note(base, settings, _wish(base, settings, given))
    is_refused = made.is_said_already and not given["force"]
    written = writes and not is_refused
    if written:
        write_proposal(made.proposal, settings)
    if made.alike and given["output_format"] == "text":
        say(f"Notes like it:\n{alike_text(made.alike)}\n", err=True)
    alike = [alike_dict(each) for each in made.alike]
    print_changes(made.proposal, settings, given, written, alike=alike)
    if is_refused and writes:
        tell("codex: a note says the same, so nothing is written; --force writes it\n")
    return int(is_refused and writes)


def _wish(base: KnowledgeBase, settings: Settings, given: dict[str, Any]) -> Wish:
    from codex_tools.app.authoring.drafting import Wish
    from codex_tools.app.authoring.values import read_value

    pairs = [text.partition("=") for text in given["fields"]]
    if odd := [name for name, mark, _ in pairs if not (name and mark)]:
        raise click.UsageError(f"--set takes FIELD=VALUE, not `{odd[0]}`")
    body = sys.stdin.read() if given["body"] == "-" else given["body"]
    return Wish(
        given["kind"],
        given["title"],
        today(),
        {name: read_value(value) for name, _, value in pairs},
        body,
        None if given["source"] is None else find_note(base, settings, given["source"]),
        given["path"],
        given["usual_fields"],
    )
