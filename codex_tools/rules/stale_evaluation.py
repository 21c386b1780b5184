from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from codex_tools.base.fields import Meaning
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim

if TYPE_CHECKING:
    from datetime import date

DAYS = 180
DATES = (Meaning.CREATED, Meaning.EVALUATED, Meaning.UPDATED, Meaning.PROCESSED)


class StaleEvaluation(Rule):
    """A claim was last evaluated long before the knowledge base last changed.

    ## Why it matters
    Evidence has come in since. A confidence that nobody has looked at for half a year may be that
    of another world.

    ## What to do
    Read the claim against the newer sources and write today's date into `last_evaluated`. The age
    counts up to the newest date in the knowledge base, so that the same files always give the
    same findings. Off by default.
    """

    code = "CL007"
    subject = "claims"
    whole_base = True
    severity = Severity.INFO
    default = False
    valid = (
        Case({"domains/a.md": claim(last_evaluated="2026-01-02"), "domains/b.md": claim()}),
        Case({"domains/a.md": claim(last_evaluated="long ago")}),
    )
    invalid = (
        Case(
            {"domains/a.md": claim(last_evaluated="2025-02-03"), "domains/b.md": claim()},
            ("domains/a.md:8:17",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each claim that was evaluated more than ``DAYS`` before the newest date."""
        fields = scope.base.fields
        dates = [
            _day(fields.text(note, meaning))
            for note in scope.base.notes.values()
            for meaning in DATES
        ]
        newest = max((day for day in dates if day), default=None)
        for note in scope.claims:
            found = fields.get(note, Meaning.EVALUATED)
            day = _day(found.text) if found else None
            if found and newest and day and (newest - day).days > DAYS:
                age = (newest - day).days
                message = f"last evaluated {age} days before the newest date here, {newest}"
                yield Finding(note.path, found.place, message)


def _day(given: str) -> date | None:
    if len(given) != 10:
        return None
    from datetime import date

    try:
        return date.fromisoformat(given)
    except ValueError:
        return None
