"""A rename → text: its references, its diff, and what to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_tools.edits.fixing import Outcome
from codex_tools.reporters.diff import unified_diff
from codex_tools.runtime.printable import printable, quoted_name
from codex_tools.runtime.text import abridged, pluralise

if TYPE_CHECKING:
    from codex_tools.refactoring.rename import Renaming

MOST_REMARKS = 10


def rename_diff(plan: Renaming) -> str:
    """Return the changes as a diff that ``git apply`` takes, the renamed file last."""
    files = dict(plan.outcome.files)
    own = {plan.old: files.pop(plan.old)} if plan.old in files else {}
    old, new = plan.old, plan.new
    _, _, hunks = unified_diff(Outcome(own)).split("\n", 2) if own else ("", "", "")
    before, after = quoted_name(f"a/{old}"), quoted_name(f"b/{new}")
    names = f"--- {before}\n+++ {after}\n" if own else ""
    moved = f"rename from {quoted_name(old)}\nrename to {quoted_name(new)}\n"
    head = f"diff --git {before} {after}\n{moved}"
    return f"{unified_diff(Outcome(files))}{head if old != new else ''}{names}{hunks}"


def rename_summary(plan: Renaming, listed: bool) -> str:
    """Return how much a rename changes, in a line; with the files below where they are listed."""
    references = pluralise(plan.references, "reference")
    files = pluralise(len(plan.outcome.files), "file")
    lines = [f"{printable(f'{plan.old} → {plan.new}')}: {references} rewritten in {files}."]
    return "\n".join((*lines, *(f"  {printable(path)}" for path in plan.outcome.files if listed)))


def rename_remarks(plan: Renaming) -> str:
    """Return what to look at, though not all of it."""
    lines = [f"Look at {printable(remark)}" for remark in plan.remarks]
    return abridged(lines, MOST_REMARKS, "\n", lambda rest: f"\nand {rest} more")
