"""Prompts: what an agent is asked to do, step by step, with the tools that do it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from codex_tools.app.paths import note_called
from codex_tools.errors import NotFoundError
from codex_tools.mcp.delimiting import delimited
from codex_tools.mcp.session import Session, State
from codex_tools.runtime.text import did_you_mean

WRITE = (
    "Show the proposal to the person who asked. Only when they agree, and where there is a tool "
    "`apply`, apply it with its id, the count, and the hashes of each file."
)


class Argument(NamedTuple):
    """An argument of a prompt."""

    name: str
    description: str


class Prompt(NamedTuple):
    """A prompt: its words are a function of its argument."""

    title: str
    description: str
    argument: Argument
    words: Callable[[State, str], str]


def _text_of(state: State, name: str) -> str:
    note = note_called(state.base, name)
    text = state.base.unchanged(note.path).decode("utf-8", "replace")
    return f"The file {note.path}:\n{delimited(text)}"


def _extract(state: State, source: str) -> str:
    return f"""Extract the claims that the source below makes or supports.

1. Write each as one sentence that can be true or false, in the words of the source where you can.
2. Ask `similar` for each. Where one says the same, leave it out, and say so. Where one says the
   opposite, name it in the field for challenges.
3. Propose each with `propose`, the source in `source`, a confidence from the schema of its kind
   (`codex://schema/claim`, or another that this base has), a description that adds to the title,
   and the passage of the source in the body, with what limits it.
4. Mend what the proposal lists under `findings`, and propose again.
5. {WRITE}

{_text_of(state, source)}"""


def _challenge(state: State, claim: str) -> str:
    return f"""Look for what speaks against the claim below.

1. Ask `context` and `why` for it: its evidence, its weakest link, what challenges it already.
2. Read the sources of its evidence with `get`. Do they say that, and as surely as the claim does?
3. `search` for notes that contradict it, or that limit it to fewer cases.
4. Say what you found: which evidence fails, which challenge is missing, which confidence fits.
5. Where a challenge deserves a note, `propose` it with this claim in the field for challenges.
   {WRITE}

{_text_of(state, claim)}"""


def _review(_: State, since: str) -> str:
    return f"""Review what changed in this knowledge base since the revision `{since}`.

1. Ask `diff` with that revision as its `base`.
2. `check` each note that changed, and ask `why` for each claim: does its confidence fit its
   evidence?
3. Ask `impact` for what was retired or weakened: which claims fall with it?
4. Ask `similar` for each new claim: is it said already, or the opposite?
5. Say what must be mended before this is accepted, what should be, and what is fine."""


def _repair(state: State, note: str) -> str:
    return f"""Repair the findings in the file below.

1. `check` it. The resource `codex://rule/CODE` says what each finding means and what to do.
2. Ask `repair` for what can be repaired safely.
3. Mend the rest with `revise`, one piece of text at a time; never change what a claim says to
   silence a finding.
4. `check` again what the proposals would leave.
5. {WRITE}

{_text_of(state, note)}"""


PROMPTS: Mapping[str, Prompt] = {
    "extract_claims": Prompt(
        "Extract claims from a source",
        "Turn a source into claims that are not there yet, each with its passage.",
        Argument("source", "The archived source: a path, a name or a title."),
        _extract,
    ),
    "challenge_claim": Prompt(
        "Challenge a claim",
        "Look for what speaks against a claim.",
        Argument("claim", "The claim: a path, a name or a title."),
        _challenge,
    ),
    "review_change": Prompt(
        "Review a change",
        "Judge what changed since a revision.",
        Argument("since", "A revision of git, such as HEAD~3."),
        _review,
    ),
    "repair_finding": Prompt(
        "Repair findings",
        "Mend what a check finds in a note.",
        Argument("note", "The note: a path, a name or a title."),
        _repair,
    ),
}


def words_of(session: Session, name: str, given: Mapping[str, str]) -> str:
    """Return the words of a prompt. Raises NotFoundError for an unknown one, and for a note that is
    not there."""
    if name not in PROMPTS:
        raise NotFoundError(f"there is no prompt `{name}`{did_you_mean(name, PROMPTS)}")
    prompt = PROMPTS[name]
    value = given.get(prompt.argument.name, "")
    if not value or len(value) > 1_000 or "`" in value or "\n" in value:
        raise NotFoundError(f"the prompt `{name}` takes `{prompt.argument.name}` on one line")
    return prompt.words(session.state(), value)
