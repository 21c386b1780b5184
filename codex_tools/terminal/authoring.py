"""What the commands share that write notes: their flags, the day, and how they print."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from codex_tools.terminal.output import say, write_diff

if TYPE_CHECKING:
    from codex_tools.app.authoring.proposal import Proposal
    from codex_tools.app.authoring.retirement import Retirement
    from codex_tools.base.knowledge_base import KnowledgeBase
    from codex_tools.settings import Settings

DRY_RUN = click.option(
    "--dry-run", is_flag=True, help="Say what would be written, and write nothing."
)
DIFF = click.option(
    "--diff", is_flag=True, help="Show what would be written as a diff; write nothing."
)


def today() -> str:
    """Return the day, as a front matter has it."""
    return date.today().isoformat()


def print_changes(
    proposal: Proposal,
    settings: Settings,
    flags: Mapping[str, Any],
    written: bool,
    **more: Any,
) -> None:
    """Print what becomes of files, in the form that ``flags`` ask for."""
    from codex_tools.reporters.authoring import proposal_dict, proposal_text
    from codex_tools.reporters.changes import changes_diff
    from codex_tools.reporters.envelope import envelope

    if flags["output_format"] == "json":
        say(envelope("changes", settings.root, **proposal_dict(proposal, written, **more)))
        return
    if flags["diff"]:
        write_diff(changes_diff(proposal.files))
    say(proposal_text(proposal, written), err=flags["diff"])


def print_retirement(
    base: KnowledgeBase, settings: Settings, found: Retirement, flags: Mapping[str, Any]
) -> None:
    """Write a retirement, if ``flags`` let it, and print it with what falls and rises."""
    from codex_tools.app.authoring.proposal import write_proposal
    from codex_tools.reporters.authoring import impact_dicts, impact_lines
    from codex_tools.weighing.weighed import weighed

    written = not (flags["dry_run"] or flags["diff"])
    if written:
        write_proposal(found.proposal, settings)
    argument = weighed(base).argument
    changes = impact_dicts(argument, found.impact)
    print_changes(found.proposal, settings, flags, written, impact=changes)
    lines = list(impact_lines(argument, found.impact))
    if lines and flags["output_format"] == "text":
        say("\n".join(lines), err=flags["diff"])
