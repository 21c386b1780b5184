from __future__ import annotations

from collections.abc import Iterator

from codex_tools.base.fields import Meaning
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._argument import weighed
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim, source
from codex_tools.runtime.text import pluralise
from codex_tools.weighing.status import is_retired


class OverconfidentClaim(Rule):
    """A claim states more confidence than the number of its independent origins allows.

    ## Why it matters
    What is proven should not hang on a single document: if that is wrong, nothing else says so.

    ## What to do
    Link further evidence, or lower the confidence. `origins` in the table `[argument]` of the
    configuration says how many documents each level takes; without it the highest takes two, the
    others of the upper half one. Off by default: many bases archive few of their sources.
    """

    code = "AG003"
    subject = "claims"
    whole_base = True
    severity = Severity.INFO
    default = False
    valid = (
        Case({"domains/a.md": claim(sourced_from="[s]"), "inbox/archive/s.md": source()}),
        Case({"domains/a.md": claim(confidence="experimental")}),
        Case({"domains/a.md": claim(confidence=None)}),
        Case(
            {
                "domains/a.md": claim(confidence="proven", sourced_from="[s, t]"),
                "inbox/archive/s.md": source(),
                "inbox/archive/t.md": source(title="On moons", url="https://example.org/moons"),
            }
        ),
    )
    invalid = (
        Case(
            {
                "domains/a.md": claim(confidence="proven", sourced_from="[s]"),
                "inbox/archive/s.md": source(),
            },
            ("domains/a.md:5:13",),
        ),
        Case({"domains/a.md": claim()}, ("domains/a.md:5:13",)),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each claim whose confidence takes more origins than it has."""
        base = scope.base
        for note in scope.claims:
            stated = base.fields.get(note, Meaning.CONFIDENCE)
            needed = base.argumentation.needed_origins(base.scale, stated.value) if stated else 0
            if not stated or not needed or is_retired(base, note):
                continue
            known = weighed(base)
            origins = known.origins[known.argument.numbers[note.path]]
            if origins < needed:
                takes = pluralise(needed, "independent archived document")
                message = f"`{stated.text}` takes {takes}; the claim rests on {origins or 'none'}"
                yield Finding(note.path, stated.place, message)
