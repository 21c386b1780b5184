from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from codex_tools.base.names import stem
from codex_tools.base.scope import Scope
from codex_tools.model import Finding, Severity
from codex_tools.rules._argument import holding_link, weighed
from codex_tools.rules._base import Case, Rule
from codex_tools.rules._samples import claim, source

if TYPE_CHECKING:
    from codex_tools.weighing.weighed import Weighed


class SingleOrigin(Rule):
    """Several notes back a claim, and all of them go back to one document.

    ## Why it matters
    Ten notes on one paper look like ten pieces of evidence. If the paper falls, so do all of them.
    Copies of one work count as one document.

    ## What to do
    Look for evidence that does not rest on the same document, or keep in mind that there is only
    one. `codex why` shows how each note leads to it. Off by default: it is a property of the
    evidence, not a mistake.
    """

    code = "AG002"
    subject = "claims"
    whole_base = True
    severity = Severity.INFO
    default = False
    valid = (
        Case(
            {
                "domains/a.md": claim(sourced_from="[s]"),
                "domains/b.md": claim(sourced_from="[t]", supports="[a]"),
                "inbox/archive/s.md": source(),
                "inbox/archive/t.md": source(title="On moons", url="https://example.org/moons"),
            }
        ),
        Case({"domains/a.md": claim(sourced_from="[s]"), "inbox/archive/s.md": source()}),
        Case(
            {
                "domains/a.md": claim(sourced_from="[s]", status="superseded"),
                "domains/b.md": claim(sourced_from="[s]", supports="[a]"),
                "inbox/archive/s.md": source(),
            }
        ),
    )
    invalid = (
        Case(
            {
                "domains/a.md": claim(sourced_from="[s]"),
                "domains/b.md": claim(sourced_from="[s]", supports="[a]"),
                "inbox/archive/s.md": source(),
            },
            ("domains/a.md:1:1",),
        ),
    )

    def check(self, scope: Scope) -> Iterator[Finding]:
        """Yield each grounded claim with several backers and one origin."""
        for note in scope.claims:
            known = weighed(scope.base)
            number = known.argument.numbers[note.path]
            grounded = known.judgement.ground.held[number]  # which a retired claim is not
            if not grounded or known.origins[number] != 1:
                continue
            if (backers := _backers(known, number)) > 1:
                name = stem(known.argument.names[known.documents[number]])
                message = f"{backers} notes back the claim, and all go back to one document: {name}"
                yield Finding(note.path, None, message)


def _backers(known: Weighed, number: int) -> int:
    """Count the notes that back a claim and are grounded, each named copy of a document."""
    argument, held = known.argument, known.judgement.ground.held
    names = (
        name
        for backer in argument.backers[number]
        if held[backer]
        for name in argument.sources.get(backer, (argument.names[backer],))
    )
    held_up = argument.names[number]
    return sum(holding_link(known, held_up, name) is not None for name in names)
