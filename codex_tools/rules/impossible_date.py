from __future__ import annotations

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.violations import place_of
from codex_tools.model import Applicability, Fix, Note, Replace
from codex_tools.rules._base import Case, ViolationRule
from codex_tools.rules._samples import broken_claim, claim, source, valid_claim
from codex_tools.runtime import lazy_regex
from codex_tools.schema import Violation

_UNKNOWN = lazy_regex.compile(r"(?P<year>\d{4})-(?:00-00|(?P<month>0[1-9]|1[0-2])-00)")


class ImpossibleDate(ViolationRule):
    """A date is no day of the calendar.

    ## Why it matters
    `2026-02-00` sorts, compares and parses differently in every program, and in some it is an
    error that hides the whole file.

    ## What to do
    Write the day if it is known. Where the schema allows it, `2026-02` says that it is not, and
    the fix writes that; elsewhere it writes the first day of the month, which is a guess.
    """

    code = "FM005"
    keywords = frozenset({"format"})
    valid = (valid_claim(created="2026-02-28"),)
    invalid = (
        broken_claim("7:10", created="2026-02-30"),
        Case(
            {"inbox/archive/s.md": source(date="2026-02-00")},
            ("inbox/archive/s.md:6:7",),
            {"inbox/archive/s.md": source(date="2026-02")},
        ),
        Case(
            {"domains/a.md": claim(created="2026-02-00")},
            ("domains/a.md:7:10",),
            {"domains/a.md": claim(created="2026-02-01")},
        ),
    )

    def fix(self, base: KnowledgeBase, note: Note, violation: Violation) -> Fix | None:
        """Leave out a month or day of `00`, or make it the first where it cannot be left out."""
        if len(violation.keys) != 1:
            return None
        name = str(violation.keys[0])
        given = _UNKNOWN.fullmatch(str(note.fields[name]))
        if given is None:
            return None
        known = "-".join(part for part in given.group("year", "month") if part)
        safe = base.violations.allows(note, name, known)
        new = known if safe else given.group().replace("-00", "-01")
        applicability = Applicability.SAFE if safe else Applicability.UNSAFE
        change = Replace(note.path, place_of(note, violation), new)
        return Fix(f"write `{new}`", (change,), applicability)
