"""``codex review``: the suspect edges, one after the other."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from codex_tools.app.access import access
from codex_tools.app.paths import paths_below
from codex_tools.app.workspace import load
from codex_tools.errors import CodexError, EditRefusedError
from codex_tools.runtime.printable import printable
from codex_tools.runtime.text import pluralise
from codex_tools.terminal.asking import (
    QUIT,
    ask_key,
    check_terminal,
    tell_outcome,
    tell_refusal,
)
from codex_tools.terminal.options import COLOUR, PATHS, base_options, settings_for
from codex_tools.terminal.output import is_coloured, say, tell

if TYPE_CHECKING:
    from codex_tools.base.knowledge_base import KnowledgeBase
    from codex_tools.history.suspects import Suspect
    from codex_tools.settings import Settings

HELP = (
    "k keep it, and date it in `reweave_edges`, d drop it from the file, o open the target in your "
    "editor, s skip it for now, q quit, ? this help"
)
QUESTION = "[k]eep [d]rop [o]pen [s]kip [q]uit [?]"
_DONE = {"k": "kept", "d": "dropped", "s": "skipped"}


@click.command("review")
@PATHS
@base_options
@COLOUR
def command(paths: tuple[Path, ...], root: Path | None, color: str) -> None:
    """Ask about suspect edges, one by one.

    They are those of the base, or of the files in PATHS. An edge is suspect when its target states
    something else than when the edge was written or last confirmed, as git tells. To keep one dates
    it in `reweave_edges`; to drop one takes it out of the file that says it. Nothing else is
    stored.
    """
    check_terminal("review")
    from codex_tools.history.suspects import suspects

    settings = settings_for(root, paths)
    with access(settings.root, True, tell):
        base = load(settings)
        found = suspects(base)
        if found.unknown:
            raise CodexError(found.unknown)
        only = paths_below(base, settings, paths) if paths else found.by_note
        rows = [
            each for path, some in sorted(found.by_note.items()) if path in only for each in some
        ]
        _ask_all(base, settings, rows, is_coloured(color))


def _ask_all(base: KnowledgeBase, settings: Settings, rows: list[Suspect], coloured: bool) -> None:
    from codex_tools.app.review import text_then
    from codex_tools.reporters.argument.review import question_text

    done: Counter[str] = Counter()
    for number, suspect in enumerate(rows, 1):
        then = text_then(settings, suspect)
        say(question_text(base, suspect, then, f"{number}/{len(rows)}"), coloured=coloured)
        key = _answer(settings, suspect)
        if key == QUIT:
            break
        done[key if _act(settings, suspect, key, coloured) else "s"] += 1
    said = ", ".join(f"{done[key]} {word}" for key, word in _DONE.items())
    say(f"{pluralise(len(rows), 'suspect edge')}: {said}, {len(rows) - done.total()} left.")


def _act(settings: Settings, suspect: Suspect, key: str, coloured: bool) -> bool:
    """Do what was decided; tells whether that worked."""
    from codex_tools.app.review import drop, keep

    if key == "s":
        return True
    try:
        today = date.today().isoformat()
        outcome = keep(settings, suspect, today) if key == "k" else drop(settings, suspect)
    except EditRefusedError as error:
        tell_refusal(str(error), coloured)
        return False
    tell_outcome(outcome, coloured)
    return not outcome.refused


def _answer(settings: Settings, suspect: Suspect) -> str:
    """Return the key that somebody presses: k, d, s or q; o opens the target, and asks again."""
    while (key := ask_key(QUESTION, (*_DONE, "o"), HELP)) == "o":
        _open(settings, suspect.link.target)
    return key


def _open(settings: Settings, path: str) -> None:
    """Let the editor of the user open a note of the base."""
    from codex_tools.storage.guarded import place_inside

    place = place_inside(settings.root, settings.root / path)
    try:
        click.edit(filename=str(place))
    except click.ClickException as error:
        say(f"  not opened: {printable(error.message)}")
