from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._argument import arrows, weighed
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim, source
from codex_tools.weighing.status import is_retired

if TYPE_CHECKING:
    from codex_tools.weighing.weighed import Weighed


class UngroundedClaim(Rule):
    """A claim rests on nothing that an archived source holds up.

    ## Why it matters
    What backs it, and what it leans on, leads nowhere: whoever doubts it finds no evidence at the
    end.

    ## What to do
    `codex why` shows what is missing. Link a source to the claim, or to one of those that it rests
    on. Off by default: many bases archive few of their sources.
    """

    code = "AG001"
    subject = "claims"
    whole_base = True
    severity = Severity.INFO
    default = False
    valid = (
        Case(
            {
                "domains/a.md": claim(sourced_from="[s]", supports="[b]"),
                "domains/b.md": claim(),
                "inbox/archive/s.md": source(),
            }
        ),
        Case({"domains/a.md": claim(status="retired")}),
    )
    invalid = (
        Case(
            {"domains/a.md": claim(supports="[b]"), "domains/b.md": claim()},
            ("domains/a.md:1:1", "domains/b.md:1:1"),
        ),
        Case(
            {
                "domains/a.md": claim(sourced_from="[s]", depends_on="[b]"),
                "domains/b.md": claim(),
                "inbox/archive/s.md": source(),
            },
            ("domains/a.md:1:1", "domains/b.md:1:1"),
        ),
        Case(
            {
                "domains/a.md": claim(supports="[b]"),
                "domains/b.md": claim(supports="[a, c]"),
                "domains/c.md": claim(),
            },
            ("domains/c.md:1:1",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each claim that is neither grounded nor on a circle, which another rule reports."""
        from codex_tools.argument.grounding import Grounding

        for note in scope.claims:
            known = weighed(scope.base)
            number = known.argument.numbers[note.path]
            grounding = known.judgement.groundings[number]
            if grounding is Grounding.UNGROUNDED and not is_retired(scope.base, note):
                yield Finding(note.path, None, _message(known, number))


def _message(known: Weighed, number: int) -> str:
    from codex_tools.argument.trails import way

    hops = known.nearest_wants
    if number in hops and hops[number].distance:
        names = (known.argument.names[node] for node in way(hops, number))
        return f"the evidence of the claim leads to no archived source: {arrows(names)}"
    if number in hops:
        return "no archived source and no other claim backs the claim"
    return "the claim rests on a circle of claims that no archived source holds up"
