from __future__ import annotations

from codex_tools.rule import ViolationRule
from codex_tools.rules._samples import broken_claim, valid_claim


class ImpossibleDate(ViolationRule):
    """A date is no day of the calendar.

    ## Why it matters
    `2026-02-00` sorts, compares and parses differently in every program, and in some it is an
    error that hides the whole file.

    ## What to do
    Write the day if it is known. Where the schema allows it, `2026-02` says that it is not.
    """

    code = "FM005"
    keywords = frozenset({"format"})
    valid = (valid_claim(created="2026-02-28"),)
    invalid = (broken_claim("7:10", created="2026-02-00"),)
