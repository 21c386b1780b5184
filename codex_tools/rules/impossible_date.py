from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.knowledge_base import KnowledgeBase
from codex_tools.base.scope import Scope
from codex_tools.base.violations import place_of
from codex_tools.model import Applicability, Finding, Fix, Note, Replace
from codex_tools.rules._base import Case, ViolationRule
from codex_tools.rules._samples import broken_claim, claim, source, valid_claim
from codex_tools.runtime import lazy_regex
from codex_tools.schema import Violation
from codex_tools.schema.formats import is_date

_DATES = ("date", "_on", "_at", "created", "updated", "accessed")
"""How the names of fields end that hold dates."""

_DAY = lazy_regex.compile(r"\d{4}-\d\d-\d\d")
_UNKNOWN = lazy_regex.compile(r"(?P<year>\d{4})-(?:00-00|(?P<month>0[1-9]|1[0-2])-00)")


class ImpossibleDate(ViolationRule):
    """A date is no day of the calendar.

    ## Why it matters
    `2026-02-00` sorts, compares and parses differently in every program, and in some it is an
    error that hides the whole file. The rule looks at the fields for which a schema wants a date,
    and at those whose names end in `date`, `_on`, `_at`, `created`, `updated` or `accessed`.

    ## What to do
    Write the day if it is known. Where the schema allows it, `2026-02` says that it is not, and
    the fix writes that; elsewhere it writes the first day of the month, which is a guess.
    """

    code = "FM005"
    subject = "anything"  # a date may be impossible where any text conforms
    keywords = frozenset({"format"})
    valid = (valid_claim(created="2026-02-28"), valid_claim(version="2026-02-30"))
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
        broken_claim("8:14", reviewed_on="2026-02-30"),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each violation of a schema, and each such date in a field that no schema judges."""
        found = list(super().check(scope))
        yield from found
        known = {(each.path, each.place) for each in found}
        for note in scope.examined():
            for name, value in note.fields.items():
                if name.endswith(_DATES) and _is_no_day(value):
                    finding = self._unjudged(scope.base, note, name)
                    if (note.path, finding.place) not in known:
                        yield finding

    def _unjudged(self, base: KnowledgeBase, note: Note, name: str) -> Finding:
        from codex_tools.schema.messages import no_day  # of few runs, and it takes long to load

        violation = no_day((name,), note.fields[name])
        fix, place = self.fix(base, note, violation), place_of(note, violation)
        guess = fix and fix._replace(applicability=Applicability.UNSAFE)
        return Finding(note.path, place, violation.message, violation.hint, guess)

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


def _is_no_day(value: object) -> bool:
    """Tell whether a text has the form of a date and is none."""
    return isinstance(value, str) and not is_date(value) and _DAY.fullmatch(value) is not None
