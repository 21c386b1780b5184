"""New notes and retired ones → text for people, and values for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from codex_tools.reporters.argument.impact import change_dict, change_lines
from codex_tools.reporters.changes import changes_dict, file_lines
from codex_tools.reporters.formats._json import as_dicts
from codex_tools.reporters.text import place
from codex_tools.runtime.printable import printable

if TYPE_CHECKING:
    from codex_tools.app.authoring.proposal import Proposal
    from codex_tools.app.similar import Alike
    from codex_tools.argument.impact import Impact
    from codex_tools.argument.model import Argument


def alike_text(alike: Sequence[Alike]) -> str:
    """Return the notes that are like a text: how, and their titles."""
    return "\n".join(_alike(alike)) if alike else "No note says anything like it."


def _alike(alike: Iterable[Alike]) -> Iterator[str]:
    for each in alike:
        path = click.style(printable(each.note.path), bold=True)
        yield f"{each.likeness:8} {each.score:4.2f}  {path}"
        yield f"               {printable(each.note.title)}"


def alike_dict(each: Alike) -> dict[str, Any]:
    """Return a note that is like a text, for programs."""
    note = each.note
    about = {"path": note.path, "title": note.title, "kind": note.kind}
    return {**about, "score": round(each.score, 4), "relation": str(each.likeness)}


def proposal_text(proposal: Proposal, written: bool) -> str:
    """Return what becomes of files, what is not done, and what is found there then."""
    return "\n".join(_proposal(proposal, written))


def _proposal(proposal: Proposal, written: bool) -> Iterator[str]:
    yield from file_lines(proposal.files, written)
    yield from (printable(f"Not done: {title}: {reason}") for title, reason in proposal.refused)
    for each in proposal.findings:
        yield f"{place(each)}: {each.severity.label} {each.code} {printable(each.message)}"


def proposal_dict(proposal: Proposal, written: bool, **more: Any) -> dict[str, Any]:
    """Return the same for programs, as the schema ``changes`` has it."""
    findings = list(as_dicts(proposal.findings))
    return changes_dict(proposal.files, written, proposal.refused, None, findings=findings, **more)


def impact_lines(argument: Argument, found: Impact | None) -> Iterator[str]:
    """Yield the notes that fall or rise with the change; nothing where none does."""
    changes = (*found.lost, *found.gained) if found else ()
    if changes:
        yield "Changed in the argument:"
    yield from (f"  {line}" for line in change_lines(argument, changes))


def impact_dicts(argument: Argument, found: Impact | None) -> list[dict[str, Any]]:
    """Return the same for programs."""
    changes = (*found.lost, *found.gained) if found else ()
    return [change_dict(argument, each) for each in changes]
