"""A change that was killed → completed or undone by the next run that writes."""

from __future__ import annotations

from pathlib import Path

from codex_tools.errors import CodexError
from codex_tools.storage.writing import journal
from codex_tools.storage.writing.carrying_out import apply, finish, tidy, undo
from codex_tools.storage.writing.steps import Plan, State, state_of


def recover(root: Path) -> str:
    """Complete the change that a run was killed in, or undo it; the caller holds the lock.

    It is completed if it had begun and all that is left of it can still be done. Returns what was
    done, for people; nothing where there was nothing to do. Raises CodexError, with the files that
    are left changed, where neither succeeds.
    """
    plan = journal.read(root)
    if plan is None:
        return ""
    tidy(plan)
    if _can_be_completed(plan):
        try:
            apply(plan)
        except (OSError, CodexError):
            pass
        else:
            finish(plan)
            return f"an earlier run of `{plan.command}` was killed while it wrote; it is completed"
    left = undo(plan)
    words = f"an earlier run of `{plan.command}` was killed while it wrote; it is undone"
    if left:
        listed = "".join(f"\n  {path}" for path in left)
        raise CodexError(f"{words}, but for these files, which are left changed:{listed}")
    return words


def _can_be_completed(plan: Plan) -> bool:
    states = {state_of(plan, write) for write in plan.writes}
    return plan.is_moved or (State.DONE in states and State.CLASHING not in states)
