"""``codex link --review``: the links that are not sure enough, one after the other."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from codex_tools.app.link import accept_links, forgive_links, reject_links, take_back
from codex_tools.reporters.links.review import question_text
from codex_tools.runtime.text import pluralise
from codex_tools.terminal.asking import QUIT, ask_key, tell_outcome
from codex_tools.terminal.output import say

if TYPE_CHECKING:
    from codex_tools.linking.linker import Linker
    from codex_tools.linking.matching.matches import Match
    from codex_tools.linking.plan import LinkPlan

HELP = (
    "a accept and write it, r reject it for good, s skip it for now, u undo the last answer, "
    "q quit, ? this help"
)
QUESTION = "[a]ccept [r]eject [s]kip [u]ndo [q]uit [?]"
_ACTIONS = {"a": "accepted", "r": "rejected", "s": "skipped"}

Undo = Callable[[], object]


def review(linker: Linker, plan: LinkPlan, coloured: bool) -> None:
    """Ask about each possible link; what is accepted is written, what is rejected is kept.

    First come claims that have no link and get none, and of these the most likely links.
    """
    questions = _questions(plan)
    done: list[tuple[str, Undo]] = []
    while len(done) < len(questions):
        number = len(done)
        key = _ask(linker, plan, questions[number], f"{number + 1}/{len(questions)}", coloured)
        if key == QUIT:
            break
        if key == "u":
            if done:
                _, undo = done.pop()
                undo()
            continue
        done.append((_ACTIONS[key], _act(linker, questions[number], key, coloured)))
    counts = Counter(word for word, _ in done)
    said = ", ".join(f"{counts[word]} {word}" for word in _ACTIONS.values())
    left = len(questions) - len(done)
    say(f"{pluralise(len(questions), 'possible link')}: {said}, {left} left.")


def _questions(plan: LinkPlan) -> list[list[Match]]:
    """Return the matches of a claim with the copies of a document together, in order."""
    ordered = sorted(plan.review, key=lambda one: (one.claim, one.document))
    groups = [list(group) for _, group in groupby(ordered, lambda one: (one.claim, one.document))]
    linked = {each.claim for each in plan.found}

    def rank(group: list[Match]) -> tuple[bool, float, str, str]:
        first = group[0]
        return first.claim in linked, -first.probability, first.claim, first.document

    return sorted(groups, key=rank)


def _ask(
    linker: Linker, plan: LinkPlan, question: Sequence[Match], number: str, coloured: bool
) -> str:
    objection = plan.objections.get(question[0].pair, "")
    width = shutil.get_terminal_size().columns
    text = question_text(linker, question, number, width, coloured, objection)
    say(text, coloured=coloured)
    return ask_key(QUESTION, (*_ACTIONS, "u"), HELP)


def _act(linker: Linker, question: Sequence[Match], key: str, coloured: bool) -> Undo:
    """Do what an answer asks for; return what undoes it."""
    pairs = [each.pair for each in question]
    if key == "r":
        reject_links(linker, pairs)
        return lambda: forgive_links(linker, pairs)
    if key == "a":
        outcome = accept_links(linker, pairs)
        tell_outcome(outcome, coloured)
        return lambda: take_back(linker, outcome)
    return lambda: None
