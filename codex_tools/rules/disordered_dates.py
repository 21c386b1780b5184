from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.fields import FieldValue, Meaning
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._base import Rule
from codex_tools.rules._samples import (
    broken_claim,
    broken_source,
    valid_claim,
    valid_source,
)
from codex_tools.runtime import lazy_regex

ORDER = (
    (Meaning.CREATED, Meaning.EVALUATED),
    (Meaning.CREATED, Meaning.UPDATED),
    (Meaning.DATE, Meaning.PROCESSED),
    (Meaning.DATE, Meaning.ACCESSED),
    (Meaning.DATE, Meaning.ATTEMPTED),
)
_DAY = lazy_regex.compile(r"\d{4}-(?!00)\d{2}-(?!00)\d{2}")


class DisorderedDates(Rule):
    """Two dates of a note stand in an order that cannot be.

    ## Why it matters
    Nothing is evaluated before it was written or processed before it was published. One of the two
    dates is wrong, and whatever is worked out from it as well.

    ## What to do
    Look into the history of the file, or at the original, and correct the one that is wrong.
    """

    code = "CL008"
    severity = Severity.WARNING
    valid = (
        valid_claim(last_evaluated="2026-01-02"),
        valid_source(date="2025", processed_date="2025-01-01"),
    )
    invalid = (
        broken_claim("8:17", last_evaluated="2025-12-31"),
        broken_source("9:17", processed_date="2025-05-31"),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each pair of full dates whose second comes before its first."""
        fields = scope.base.fields
        for note in scope.having(*fields.keys(*(second for _, second in ORDER))):
            for first, second in ORDER:
                later = _day(fields.get(note, second))
                earlier = _day(fields.get(note, first)) if later else None
                if later and earlier and later.text < earlier.text:
                    message = (
                        f"`{later.name}` is {later.text}, before `{earlier.name}`, "
                        f"which is {earlier.text}"
                    )
                    yield Finding(note.path, later.place, message)


def _day(found: FieldValue | None) -> FieldValue | None:
    return found if found and _DAY.fullmatch(found.text) else None
