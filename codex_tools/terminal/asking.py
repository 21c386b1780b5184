"""A question → the key that somebody presses; what became of files → lines for whoever answered."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

import click

from codex_tools.errors import CodexError
from codex_tools.runtime.printable import printable
from codex_tools.terminal.output import is_terminal, say

if TYPE_CHECKING:
    from codex_tools.edits.outcome import Outcome

QUIT = "q"
_ENDS = ("", "\x03", "\x04")


def check_terminal(who: str) -> None:
    """Raise CodexError where nobody can be asked; ``who`` is the command or flag that asks."""
    if not is_terminal():
        raise CodexError(f"{who} asks questions, so it needs a terminal")


def ask_key(question: str, keys: Container[str], explanation: str) -> str:
    """Return the one of ``keys`` that is pressed; the end of the input is ``q``.

    Any other key prints the explanation, and asks again.
    """
    while True:
        say(f"{question} ", end="")
        try:
            key = click.getchar().lower()
        except (EOFError, KeyboardInterrupt):
            key = QUIT
        key = QUIT if key in _ENDS else key
        say(key if key.isprintable() else "")
        if key == QUIT or key in keys:
            return key
        say(explanation)


def tell_outcome(outcome: Outcome, coloured: bool) -> None:
    """Say which files were written, and what was not done and why."""
    for path in outcome.files:
        say(f"  written: {printable(path)}")
    for refused in outcome.refused:
        tell_refusal(refused.reason, coloured)


def tell_refusal(reason: str, coloured: bool) -> None:
    """Say why something was not written."""
    say(click.style(f"  not written: {printable(reason)}", fg="red"), coloured=coloured)
