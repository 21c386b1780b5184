"""A rename → text: its references, its diff, and what to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from codex_tools.edits.outcome import Outcome, Rewritten
from codex_tools.reporters.changes import changes_dict, files_of
from codex_tools.reporters.diff import unified_diff
from codex_tools.runtime.printable import printable, quoted_name
from codex_tools.runtime.text import abridged, pluralise

if TYPE_CHECKING:
    from codex_tools.refactoring.rename import Renaming

MOST_REMARKS = 10


def rename_diff(plan: Renaming) -> str:
    """Return the changes as a diff that ``git apply`` takes, the renamed files last."""
    files = dict(plan.outcome.files)
    moved = [(path, plan.move.place(path), files.pop(path, None)) for path in plan.files]
    return unified_diff(Outcome(files)) + "".join(_moved(*each) for each in moved)


def _moved(old: str, new: str, file: Rewritten | None) -> str:
    before, after = quoted_name(f"a/{old}"), quoted_name(f"b/{new}")
    moved = f"rename from {quoted_name(old)}\nrename to {quoted_name(new)}\n"
    head = f"diff --git {before} {after}\n{moved}"
    if file is None:
        return head
    _, _, hunks = unified_diff(Outcome({old: file})).split("\n", 2)
    return f"{head}--- {before}\n+++ {after}\n{hunks}"


def rename_summary(plan: Renaming, written: bool) -> str:
    """Return how much a rename changes, in a line; what would change has the files below it."""
    references = pluralise(plan.references, "reference")
    files = pluralise(len(plan.outcome.files), "file")
    old, new = plan.move.old, plan.move.new
    what = printable(f"{old} → {new}" if old != new else old)
    if written:
        return f"{what}: {references} rewritten in {files}."
    head = f"{what}: {references} in {files} would be rewritten; nothing was written."
    return "\n".join((head, *(f"  {printable(path)}" for path in plan.outcome.files)))


def rename_dict(plan: Renaming, written: bool) -> dict[str, Any]:
    """Return what a rename changes, for programs."""
    moves = {path: plan.move.place(path) for path in plan.files}
    remarks = list(plan.remarks)
    return changes_dict(files_of(plan.outcome), written, (), moves, remarks=remarks)


def rename_remarks(plan: Renaming) -> str:
    """Return what to look at, though not all of it."""
    lines = [f"Look at {printable(remark)}" for remark in plan.remarks]
    return abridged(lines, MOST_REMARKS, "\n", lambda rest: f"\nand {rest} more")
