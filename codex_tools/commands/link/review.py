"""``codex link --review``: the links that are not sure enough, one after the other."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from codex_tools.app.link import accept_links, reject_links
from codex_tools.errors import CodexError
from codex_tools.reporters.links.review import question_text
from codex_tools.runtime.printable import printable
from codex_tools.runtime.text import pluralise
from codex_tools.terminal.output import is_terminal, say

if TYPE_CHECKING:
    from codex_tools.linking.linker import Linker
    from codex_tools.linking.matching.matches import Match

HELP = "a accept and write it, r reject it for good, s skip it for now, q quit, ? this help"
_ACTIONS = {"a": "accepted", "r": "rejected", "s": "skipped"}


def check_terminal() -> None:
    """Raise CodexError where nobody can be asked."""
    if not is_terminal():
        raise CodexError("--review asks questions, so it needs a terminal")


def review(linker: Linker, matches: Sequence[Match], coloured: bool) -> None:
    """Ask about each possible link; what is accepted is written, what is rejected is kept."""
    questions = [
        list(group) for _, group in groupby(matches, lambda one: (one.claim, one.document))
    ]
    done: Counter[str] = Counter()
    for number, question in enumerate(questions, 1):
        width = shutil.get_terminal_size().columns
        text = question_text(linker, question, f"{number}/{len(questions)}", width, coloured)
        say(text, coloured=coloured)
        key = _answer()
        if key == "q":
            break
        done[_ACTIONS[key]] += 1
        _act(linker, question, key)
    said = ", ".join(f"{done[word]} {word}" for word in _ACTIONS.values())
    left = len(questions) - done.total()
    say(f"{pluralise(len(questions), 'possible link')}: {said}, {left} left.")


def _act(linker: Linker, question: Sequence[Match], key: str) -> None:
    pairs = [(each.claim, each.source) for each in question]
    if key == "r":
        reject_links(linker, pairs)
    elif key == "a":
        outcome = accept_links(linker, pairs)
        for path in outcome.files:
            say(f"  written: {printable(path)}")
        for refused in outcome.refused:
            reason = printable(refused.reason)
            red = click.style(f"  not written: {reason}", fg="red")
            say(red, coloured=sys.stdout.isatty())


def _answer() -> str:
    """Return the key that somebody presses: a, r, s or q; the end of the input is q."""
    while True:
        say("[a]ccept [r]eject [s]kip [q]uit [?] ", end="")
        try:
            key = click.getchar().lower()
        except (EOFError, KeyboardInterrupt):
            key = "q"
        key = "q" if key in ("", "\x03", "\x04") else key
        say(key if key.isprintable() else "")
        if key in (*_ACTIONS, "q"):
            return key
        say(HELP)
