"""``codex link --review``: the links that are not sure enough, one after the other."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from codex_tools.app import session
from codex_tools.errors import CodexError
from codex_tools.reporters.links.sides import Side, both_sides
from codex_tools.runtime.text import counted

if TYPE_CHECKING:
    from codex_tools.linking.linker import Linker
    from codex_tools.linking.matcher import Match

HELP = "a accept and write it, r reject it for good, s skip it for now, q quit, ? this help"
_ACTIONS = {"a": "accepted", "r": "rejected", "s": "skipped"}
_RARE = 0.5
_MOST_WORDS = 15
_NO_WORDS = frozenset({"like_text", "created_before", "own_notes", "unnamed", "outranked"})


def is_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


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
        click.echo(
            _question(linker, question, f"{number}/{len(questions)}", coloured), color=coloured
        )
        key = _answer()
        if key == "q":
            break
        done[_ACTIONS[key]] += 1
        _act(linker, question, key)
    said = ", ".join(f"{done[word]} {word}" for word in _ACTIONS.values())
    left = len(questions) - done.total()
    click.echo(f"{counted(len(questions), 'possible link')}: {said}, {left} left.")


def _act(linker: Linker, question: Sequence[Match], key: str) -> None:
    pairs = [(each.claim, each.source) for each in question]
    if key == "r":
        session.reject_links(linker, pairs)
    elif key == "a":
        outcome = session.accept_links(linker, pairs)
        for path in outcome.files:
            click.echo(f"  written: {path}")
        for refused in outcome.refused:
            click.secho(f"  not written: {refused.reason}", fg="red")


def _answer() -> str:
    """The key that somebody presses: a, r, s or q; the end of the input is q."""
    while True:
        click.echo("[a]ccept [r]eject [s]kip [q]uit [?] ", nl=False)
        try:
            key = click.getchar().lower()
        except (EOFError, KeyboardInterrupt):
            key = "q"
        key = "q" if key in ("", "\x03", "\x04") else key
        click.echo(key if key.isprintable() else "")
        if key in (*_ACTIONS, "q"):
            return key
        click.echo(HELP)


def _question(linker: Linker, question: Sequence[Match], number: str, coloured: bool) -> str:
    first = question[0]
    copies = ", ".join(each.source for each in question)
    head = f"\n{number}  {first.claim}\n  ← {copies}  {first.probability:.2f}"
    head = click.style(head, bold=True) if coloured else head
    width = shutil.get_terminal_size().columns
    sides = (_claim_side(linker, first), _source_side(linker, first))
    return f"{head}\n\n{both_sides(sides, _shared(linker, first), width, coloured)}\n"


def _claim_side(linker: Linker, match: Match) -> Side:
    record = next(one for one in linker.claims if one.id == match.claim)
    fields = [
        ("title", record.title),
        ("description", record.description),
        ("source", record.source_text),
        ("created", record.created),
    ]
    return Side("CLAIM", fields, record.text())


def _source_side(linker: Linker, match: Match) -> Side:
    record = next(one for one in linker.sources if one.id == match.source)
    fields = [
        ("title", record.title),
        ("author", record.author),
        ("url", record.url),
        ("date", record.date),
    ]
    return Side("SOURCE", fields, record.text())


def _shared(linker: Linker, match: Match) -> set[str]:
    """The words, dates and figures that speak for a link, and the rarest words of both texts."""
    from codex_tools.linking.text import figures, word_set

    found: set[str] = set()
    for piece in match.evidence:
        if piece.contribution > 0 and piece.name not in _NO_WORDS:
            found |= word_set(piece.detail) | figures(piece.detail)
    sides = (_claim_side(linker, match), _source_side(linker, match))
    ours, theirs = (word_set(side.body) for side in sides)
    rarity = linker.ready.stats.rarity
    rare = sorted((-rarity(word), word) for word in ours & theirs if rarity(word) >= _RARE)
    return (found | {word for _, word in rare[:_MOST_WORDS]}) - {""}
